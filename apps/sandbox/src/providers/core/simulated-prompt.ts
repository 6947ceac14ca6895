/** What every dialect's request is read into: the composer and the meter know no wire format. */
import type { JsonObject } from '@turnpike/kernel/json'

export type TurnRole = 'system' | 'user' | 'assistant' | 'tool'

/** A cache mark says "everything up to here may be kept" (Anthropic's `cache_control`), for so long. */
export type CacheMark = { ttlMs: number }

export type Turn = {
  role: TurnRole
  text: string
  /** Images, audio and files in this turn; each costs a flat number of tokens. */
  mediaCount: number
  /** The tool whose result this is, when the request says it. */
  toolName: string | null
  cacheMark: CacheMark | null
}

export type ToolDeclaration = { name: string; description: string; parameters: JsonObject }

export type ToolChoice = { kind: 'auto' } | { kind: 'none' } | { kind: 'required' } | { kind: 'named'; name: string }

export type OutputFormat = { kind: 'text' } | { kind: 'json_object' } | { kind: 'json_schema'; schema: JsonObject }

export type SimulatedPrompt = {
  provider: string
  model: string
  turns: readonly Turn[]
  tools: readonly ToolDeclaration[]
  toolsCacheMark: CacheMark | null
  toolChoice: ToolChoice
  parallelToolCalls: boolean
  outputFormat: OutputFormat
  maxTokens: number | null
  stopSequences: readonly string[]
  choiceCount: number
  seed: number
  reasons: boolean
  stream: boolean
  includeUsage: boolean
  /** `automatic` caches every long prefix; `marked` only prefixes that end in a cache mark. */
  caching: 'automatic' | 'marked'
}

/** Tool results the model has not answered yet. Clients may add words of their own after the results. */
export const pendingToolResults = (prompt: SimulatedPrompt): readonly Turn[] => {
  const lastAnswer = prompt.turns.findLastIndex((turn) => turn.role === 'assistant')
  return prompt.turns.slice(lastAnswer + 1).filter((turn) => turn.role === 'tool')
}

/** The text of the last turn a person wrote; empty when there is none. */
export const lastUserText = (prompt: SimulatedPrompt): string =>
  prompt.turns.findLast((turn) => turn.role === 'user' && turn.text.trim() !== '')?.text.trim() ?? ''
