/**
 * Cuts a composed answer as a model server does: the text ends before the first stop sequence, and reasoning, text and
 * tool arguments share one token limit in that order. A call that does not fit is cut in the middle of its JSON.
 */
import type { ComposedAnswer, FinishReason, LimitedAnswer, Segment } from './answer.ts'
import { countTokens, splitPieces } from './token-pieces.ts'

export type AnswerLimits = { maxTokens: number | null; stopSequences: readonly string[] }

export function limitAnswer(answer: ComposedAnswer, limits: AnswerLimits): LimitedAnswer {
  const stop = findStop(answer.text, limits.stopSequences)
  const whole = toSegments(answer, stop)
  const { segments, cut } = takeTokens(whole, limits.maxTokens ?? Number.POSITIVE_INFINITY)
  const count = (reasoning: boolean) =>
    segments
      .filter((segment) => (segment.kind === 'reasoning') === reasoning)
      .reduce((sum, segment) => sum + segmentTokens(segment), 0)
  return {
    segments,
    finishReason: toFinishReason(cut, segments),
    stopSequence: cut ? null : (stop?.sequence ?? null),
    reasoningTokens: count(true),
    visibleTokens: count(false),
  }
}

/** The name of a call costs tokens too, before its arguments start. */
const overheadTokens = (segment: Segment): number => (segment.kind === 'tool_call' ? countTokens(segment.name) : 0)

const segmentTokens = (segment: Segment): number => overheadTokens(segment) + segment.pieces.length

function findStop(text: string, sequences: readonly string[]): { at: number; sequence: string } | null {
  const found = sequences
    .filter((sequence) => sequence !== '')
    .map((sequence) => ({ at: text.indexOf(sequence), sequence }))
    .filter(({ at }) => at >= 0)
  return found.toSorted((first, second) => first.at - second.at)[0] ?? null
}

function toSegments(answer: ComposedAnswer, stop: { at: number } | null): Segment[] {
  const text = stop === null ? answer.text : answer.text.slice(0, stop.at)
  const calls = stop === null ? answer.toolCalls : []
  const written: Segment[] = [
    { kind: 'reasoning', pieces: splitPieces(answer.reasoning) },
    { kind: 'text', pieces: splitPieces(text) },
  ]
  return [
    ...written.filter((segment) => segment.pieces.length > 0),
    ...calls.map(
      (call, index): Segment => ({ kind: 'tool_call', index, name: call.name, pieces: splitPieces(call.arguments) }),
    ),
  ]
}

function takeTokens(segments: readonly Segment[], maxTokens: number): { segments: Segment[]; cut: boolean } {
  const taken: Segment[] = []
  let left = maxTokens
  for (const segment of segments) {
    const available = left - overheadTokens(segment)
    if (available < segment.pieces.length) {
      if (available > 0) taken.push({ ...segment, pieces: segment.pieces.slice(0, available) })
      return { segments: taken, cut: true }
    }
    taken.push(segment)
    left = available - segment.pieces.length
  }
  return { segments: taken, cut: false }
}

function toFinishReason(cut: boolean, segments: readonly Segment[]): FinishReason {
  if (cut) return 'length'
  return segments.some((segment) => segment.kind === 'tool_call') ? 'tool_calls' : 'stop'
}
