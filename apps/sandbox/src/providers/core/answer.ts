/** An answer before it is written in any wire format: segments of token pieces, in the order a model produces them. */

export type ToolCall = { name: string; arguments: string }

/** What the composer wants to say, not yet cut to any limit. */
export type ComposedAnswer = { reasoning: string; text: string; toolCalls: readonly ToolCall[] }

export type Segment =
  | { kind: 'reasoning' | 'text'; pieces: readonly string[] }
  | { kind: 'tool_call'; index: number; name: string; pieces: readonly string[] }

export type FinishReason = 'stop' | 'length' | 'tool_calls'

/** One choice after `max_tokens` and the stop sequences were applied. */
export type LimitedAnswer = {
  segments: readonly Segment[]
  finishReason: FinishReason
  /** The stop sequence that ended the answer, if one did. */
  stopSequence: string | null
  reasoningTokens: number
  /** Tokens of text and tool calls, without reasoning. */
  visibleTokens: number
}

export const joinSegments = (answer: LimitedAnswer, kind: 'reasoning' | 'text'): string =>
  answer.segments
    .filter((segment) => segment.kind === kind)
    .map((segment) => segment.pieces.join(''))
    .join('')

export const toolSegments = (answer: LimitedAnswer): Extract<Segment, { kind: 'tool_call' }>[] =>
  answer.segments.filter((segment) => segment.kind === 'tool_call')
