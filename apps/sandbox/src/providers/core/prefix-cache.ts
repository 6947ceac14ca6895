/**
 * A simulated prompt cache. A prompt is cut in blocks of 128 tokens; each block's key chains the keys before it, so
 * equal keys mean equal prefixes. A prefix counts as cached when it has at least 1,024 tokens and was seen by the same
 * provider and model before its lifetime ended.
 */
import { hashText } from './hash-text.ts'
import type { CacheMark, SimulatedPrompt } from './simulated-prompt.ts'
import { iteratePieces } from './token-pieces.ts'
import type { TokenUsage } from './token-usage.ts'

const BLOCK_TOKENS = 128
const MINIMUM_TOKENS = 1024
const AUTOMATIC_TTL_MS = 5 * 60_000
const MAXIMUM_ENTRIES = 50_000
const TOKENS_PER_MEDIUM = 85

export type PrefixPoint = { tokens: number; key: string }

/** A prompt as the meter sees it: its size and the prefixes of it that can be cached. */
export type PromptMeasure = {
  promptTokens: number
  points: readonly PrefixPoint[]
  /** Tokens up to the last cache mark, and how long that mark keeps them; `null` without a mark. */
  marked: { tokens: number; ttlMs: number } | null
}

type PromptPart = { text: string; extraTokens: number; cacheMark: CacheMark | null }

/** Tools come first, then the turns, as providers lay prompts out: a new turn never changes the prefix before it. */
function toParts(prompt: SimulatedPrompt): PromptPart[] {
  const tools = prompt.tools.map((tool) => JSON.stringify(tool)).join('\n')
  const toolPart: PromptPart = { text: tools, extraTokens: 0, cacheMark: prompt.toolsCacheMark }
  const turnParts = prompt.turns.map(
    (turn): PromptPart => ({
      text: `<${turn.role}>\n${turn.text}\n`,
      extraTokens: turn.mediaCount * TOKENS_PER_MEDIUM,
      cacheMark: turn.cacheMark,
    }),
  )
  return tools === '' ? turnParts : [toolPart, ...turnParts]
}

export function measurePrompt(prompt: SimulatedPrompt): PromptMeasure {
  const points: PrefixPoint[] = []
  let tokens = 0
  let first = hashText(`${prompt.provider}\n${prompt.model}`)
  let second = hashText(prompt.model, 7)
  let marked: PromptMeasure['marked'] = null
  const addPoint = () => points.push({ tokens, key: `${first.toString(36)}.${second.toString(36)}.${tokens}` })
  for (const part of toParts(prompt)) {
    for (const piece of iteratePieces(part.text)) {
      first = hashText(piece, first)
      second = hashText(piece, second ^ 0x5bd1e995)
      tokens++
      if (tokens % BLOCK_TOKENS === 0) addPoint()
    }
    tokens += part.extraTokens
    if (part.cacheMark !== null) {
      addPoint()
      marked = { tokens, ttlMs: part.cacheMark.ttlMs }
    }
  }
  return { promptTokens: tokens, points: points.filter((point) => point.tokens >= MINIMUM_TOKENS), marked }
}

export type PromptUsage = Omit<TokenUsage, 'visibleTokens' | 'reasoningTokens'>

export class PrefixCache {
  readonly #expiry = new Map<string, number>()

  /** Counts a prompt against what was seen before `nowMs` and remembers it. */
  use(measure: PromptMeasure, caching: SimulatedPrompt['caching'], nowMs: number): PromptUsage {
    const limit = caching === 'marked' ? (measure.marked?.tokens ?? 0) : measure.promptTokens - 1
    const ttlMs = caching === 'marked' ? (measure.marked?.ttlMs ?? 0) : AUTOMATIC_TTL_MS
    const usable = measure.points.filter((point) => point.tokens <= limit)
    const hit = usable.findLast((point) => (this.#expiry.get(point.key) ?? 0) > nowMs)
    for (const point of usable) this.#remember(point.key, nowMs + ttlMs)
    const cacheReadTokens = hit?.tokens ?? 0
    const writes = caching === 'marked' && limit >= MINIMUM_TOKENS
    return {
      promptTokens: measure.promptTokens,
      cacheReadTokens,
      cacheWriteTokens: writes ? limit - cacheReadTokens : 0,
      cacheWriteTtlMs: ttlMs,
    }
  }

  clear(): void {
    this.#expiry.clear()
  }

  #remember(key: string, expiresMs: number): void {
    this.#expiry.delete(key)
    this.#expiry.set(key, expiresMs)
    if (this.#expiry.size <= MAXIMUM_ENTRIES) return
    const oldest = this.#expiry.keys().next().value
    if (oldest !== undefined) this.#expiry.delete(oldest)
  }
}
