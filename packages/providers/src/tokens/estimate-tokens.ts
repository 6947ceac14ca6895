/**
 * Counts tokens where a provider reports none. One vocabulary (o200k) for all models, times the factor by which each
 * family was measured to differ. Linear on any input: text is cut into short pieces, because byte-pair encoding is
 * quadratic on a long unbroken one, and what is beyond a bound is extrapolated.
 */
import type { ContentPart } from '@turnpike/contracts/inference/chat-message'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'

const PIECE_CHARACTERS = 2_000
const MAX_COUNTED_CHARACTERS = 1_000_000

/** Reported tokens for each counted one, by tokenizer (recordings, 2026-11). */
const FAMILY_FACTORS: Readonly<Record<string, number>> = {
  GPT: 1,
  Claude: 1.15,
  Gemini: 1.05,
  Gemma: 1.05,
  Llama3: 1.06,
  Llama4: 1.06,
  Qwen: 1.03,
  Qwen3: 1.03,
  DeepSeek: 1.03,
  Mistral: 1.1,
  Cohere: 1.06,
  Grok: 1,
}
const UNKNOWN_FACTOR = 1.05

/** `tokenizer` is the model's, as its row names it. */
export function estimateTokens(text: string, tokenizer: string): number {
  const counted = text.slice(0, MAX_COUNTED_CHARACTERS)
  const tokens = pieces(counted).reduce((sum, piece) => sum + countTokens(piece, PLAIN), 0)
  const scale = counted.length === 0 ? 1 : text.length / counted.length
  return Math.ceil(tokens * scale * (FAMILY_FACTORS[tokenizer] ?? UNKNOWN_FACTOR))
}

/** Text that looks like a control token is text. */
const PLAIN = { disallowedSpecial: new Set<string>() }

function pieces(text: string): string[] {
  const cut: string[] = []
  for (let start = 0; start < text.length; ) {
    const end = start + PIECE_CHARACTERS
    // A surrogate pair stays whole.
    const isSplit = end < text.length && isHighSurrogate(text.charCodeAt(end - 1))
    const next = isSplit ? end - 1 : end
    cut.push(text.slice(start, next))
    start = next
  }
  return cut
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd8_00 && unit <= 0xdb_ff

const MESSAGE_TOKENS = 4
const IMAGE_TOKENS = 1_100
const FILE_TOKENS = 3_000

/** An estimate of the whole prompt: texts, tools, and a usual figure for each medium. */
export function estimateInputTokens(request: InferenceRequest, tokenizer: string): number {
  const texts: string[] = []
  let media = 0
  for (const { content, tool_calls: calls } of request.messages) {
    if (typeof content === 'string') texts.push(content)
    for (const part of Array.isArray(content) ? content : []) {
      if (typeof part.text === 'string') texts.push(part.text)
      else media += usualTokens(part)
    }
    for (const call of calls ?? []) texts.push(call.function?.name ?? '', call.function?.arguments ?? '')
  }
  if (request.tools.length > 0) texts.push(JSON.stringify(request.tools))
  return request.messages.length * MESSAGE_TOKENS + media + estimateTokens(texts.join('\n'), tokenizer)
}

const usualTokens = (part: ContentPart): number => (part.type === 'image_url' ? IMAGE_TOKENS : FILE_TOKENS)
