/** Finds what an error body says, in any of the shapes that providers use. Never throws, never says too much. */
import type { Provider } from '@turnpike/catalog/core/catalog'
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { listIn, objectIn, parseJson, textIn, valueAt } from './json-reading.ts'

/** `codes` from the most telling to the least: the error's own code, then its type, then what encloses it. */
export type FailureBody = { codes: string[]; message: string | null }

const MAX_MESSAGE = 1_000

export function readFailureBody(body: string, provider: Provider): FailureBody {
  const json = parseJson(body)
  if (json === undefined) return { codes: [], message: bounded(plainText(body)) }
  return readFailureJson(json, provider)
}

export function readFailureJson(json: Json, provider: Provider): FailureBody {
  const outer = objectIn(Array.isArray(json) ? (json[0] ?? null) : json)
  if (!outer) return { codes: [], message: bounded(textIn(json)) }
  const error = objectIn(outer.error) ?? objectIn(valueAt(outer, 'detail.error')) ?? outer
  return { codes: readCodes(error, outer), message: bounded(readMessage(error, outer, provider)) }
}

function readCodes(error: JsonObject, outer: JsonObject): string[] {
  const places = [
    error.code,
    valueAt(error, 'innererror.code'),
    error.type,
    error.status,
    error.status_code,
    outer.code,
    outer.type,
    outer.error_type,
    valueAt(outer, 'base_resp.status_code'),
  ]
  return [...new Set(places.map(toCode).filter((code) => code !== null))]
}

const toCode = (value: Json | undefined): string | null => (typeof value === 'number' ? String(value) : textIn(value))

function readMessage(error: JsonObject, outer: JsonObject, provider: Provider): string | null {
  const ownPath = provider.response.errorMessagePath
  const text =
    (ownPath ? textIn(valueAt(outer, ownPath)) : null) ??
    textIn(error.message) ??
    textIn(outer.error) ??
    textIn(outer.detail) ??
    textIn(valueAt(outer, 'detail.error')) ??
    validationText(outer.detail) ??
    textIn(outer.message) ??
    textIn(valueAt(outer, 'base_resp.status_msg')) ??
    textIn(outer.msg)
  const raw = textIn(valueAt(error, 'metadata.raw'))
  return text !== null && raw !== null ? `${text}: ${raw}` : (text ?? raw)
}

/** `[{ loc, msg }]`, as FastAPI tells what is wrong with a body. */
function validationText(detail: Json | undefined): string | null {
  const parts = listIn(detail).flatMap((issue) => {
    const text = textIn(valueAt(issue, 'msg'))
    return text === null ? [] : [`${listIn(valueAt(issue, 'loc')).join('.')}: ${text}`]
  })
  return parts.length === 0 ? null : parts.join('; ')
}

/** Of a page made for people, only its title. */
function plainText(body: string): string | null {
  const text = body.trim()
  if (!text.startsWith('<')) return text === '' ? null : text
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text.slice(0, 10_000))?.[1]?.trim()
  return title ? `an HTML page: ${title}` : 'an HTML page'
}

const bounded = (text: string | null): string | null =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of a stranger's text stay out of the logs
  text === null ? null : text.slice(0, MAX_MESSAGE).replace(/[\u0000-\u001f\u007f]+/g, ' ')
