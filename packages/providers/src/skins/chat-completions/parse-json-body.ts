/** Bytes → a JSON object that is safe to handle: real UTF-8, bounded, without `__proto__`. */
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { isJsonObject, type Json, type JsonObject } from '@turnpike/kernel/json'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { type JsonBounds, scanJson } from './scan-json.ts'

export type ParseLimits = JsonBounds & { maxBytes: number }

export const DEFAULT_LIMITS: ParseLimits = { maxBytes: 32 * 1_048_576, maxDepth: 64, maxItems: 100_000 }

export function parseJsonBody(body: Uint8Array, limits: ParseLimits): Result<JsonObject, Failure> {
  if (body.byteLength > limits.maxBytes) {
    return err(failure('payload_too_large', `The request body is larger than ${limits.maxBytes} bytes. Send less.`))
  }
  const text = decodeUtf8(body)
  if (text === null) return invalid('The request body is not valid UTF-8.')
  if (text.trim() === '') return invalid('The request body is empty. Send a JSON object.')
  const excess = scanJson(text, limits)
  if (excess === 'depth') return invalid(`The request body nests deeper than ${limits.maxDepth} levels.`)
  if (excess === 'items') return invalid(`The request body holds more than ${limits.maxItems} names and values.`)
  return parse(text)
}

const invalid = (message: string): Result<JsonObject, Failure> => err(failure('invalid_request', message))

function decodeUtf8(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return null
  }
}

function parse(text: string): Result<JsonObject, Failure> {
  try {
    const value: Json = JSON.parse(text)
    if (!isJsonObject(value)) return invalid('The request body must be a JSON object.')
    return ok(mayNameProto(text) ? (withoutProto(value) as JsonObject) : value)
  } catch (error) {
    return invalid(`The request body is not valid JSON: ${error instanceof Error ? error.message : 'unreadable'}.`)
  }
}

/** The name can be written with escapes, so any escaped underscore is reason to look. */
const mayNameProto = (text: string): boolean => text.includes('__proto__') || /\\u005f/i.test(text)

function withoutProto(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutProto)
  if (!isJsonObject(value)) return value
  const kept = Object.entries(value).filter(([name]) => name !== '__proto__')
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutProto(inner)]))
}
