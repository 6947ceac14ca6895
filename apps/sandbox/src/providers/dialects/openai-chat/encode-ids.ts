/** Ids in the shapes OpenAI-compatible providers give them, derived from the request's nonce. */
import { ALPHANUMERIC, HEXADECIMAL, textFrom } from '../../core/hash-text.ts'
import type { Personality } from '../../core/personalities.ts'

const hex = (source: string, length: number): string => textFrom(source, HEXADECIMAL, length)

const uuid = (source: string): string =>
  [
    hex(`${source}a`, 8),
    hex(`${source}b`, 4),
    `4${hex(`${source}c`, 3)}`,
    `a${hex(`${source}d`, 3)}`,
    hex(`${source}e`, 12),
  ].join('-')

const COMPLETION_IDS: Record<Personality['completionId'], (nonce: string, createdSeconds: number) => string> = {
  chatcmpl: (nonce) => `chatcmpl-${textFrom(nonce, ALPHANUMERIC, 29)}`,
  chatcmpl_uuid: (nonce) => `chatcmpl-${uuid(nonce)}`,
  uuid: (nonce) => uuid(nonce),
  hex: (nonce) => hex(nonce, 32),
  together: (nonce) =>
    `o${textFrom(nonce, ALPHANUMERIC, 6)}-${textFrom(`${nonce}t`, ALPHANUMERIC, 5)}-${hex(nonce, 16)}`,
  gen: (nonce, createdSeconds) => `gen-${createdSeconds}-${textFrom(nonce, ALPHANUMERIC, 20)}`,
  digits: (nonce, createdSeconds) => `${createdSeconds}${hex(nonce, 18)}`,
}

export const encodeCompletionId = (kind: Personality['completionId'], nonce: string, createdSeconds: number): string =>
  COMPLETION_IDS[kind](nonce, createdSeconds)

const TOOL_CALL_IDS: Record<Personality['toolCallId'], (nonce: string, name: string, index: number) => string> = {
  call: (nonce, _name, index) => `call_${textFrom(`${nonce}/${index}`, ALPHANUMERIC, 24)}`,
  nine_characters: (nonce, _name, index) => textFrom(`${nonce}/${index}`, ALPHANUMERIC, 9),
  functions_index: (_nonce, name, index) => `functions.${name}:${index}`,
}

export const encodeToolCallId = (kind: Personality['toolCallId'], nonce: string, name: string, index: number): string =>
  TOOL_CALL_IDS[kind](nonce, name, index)

export const encodeFingerprint = (provider: string, model: string): string => `fp_${hex(`${provider}/${model}`, 10)}`

export const encodeGroqRequestId = (nonce: string): string =>
  `req_01${textFrom(nonce, '0123456789abcdefghjkmnpqrstvwxyz', 24)}`
