/**
 * Canonical events → chunks of a streamed chat completion, each a complete server-sent event.
 *
 * - The first delta of a choice carries the role; every choice ends with a finish reason, given or made up at `end`.
 * - Usage comes once, in a chunk without choices; an error in band is a chunk that OpenAI clients also understand.
 */
import type { Failure } from '@turnpike/contracts/errors/failure'
import type { CanonicalEvent, FinishReason } from '@turnpike/contracts/inference/canonical-event'
import type { Json, JsonObject } from '@turnpike/kernel/json'
import type { AnswerHeader } from './answer-header.ts'
import { detailsOf } from './reasoning-details.ts'
import { renderErrorObject } from './render-error.ts'
import type { UsageJson } from './render-usage.ts'

export type ChunkRenderer = {
  /** None, one or more server-sent events, blank line included. */
  render: (event: CanonicalEvent) => string[]
  usage: (usage: UsageJson) => string
  error: (failure: Failure) => string
  done: () => string
}

type ChoiceProgress = { hasCalls: boolean; finished: boolean }

type Progress = { header: AnswerHeader; systemFingerprint: string | null; choices: Map<number, ChoiceProgress> }

export function createChunkRenderer(header: AnswerHeader): ChunkRenderer {
  const progress: Progress = { header, systemFingerprint: null, choices: new Map() }
  return {
    render: (event) => renderEvent(progress, event),
    usage: (usage) => toChunk(progress, { choices: [], usage }),
    error: (failure) =>
      toChunk(progress, {
        error: renderErrorObject(failure),
        choices: [toChoice(0, { content: '' }, { reason: 'error' })],
      }),
    done: () => 'data: [DONE]\n\n',
  }
}

type Renderers = {
  [Type in CanonicalEvent['type']]: (progress: Progress, event: Extract<CanonicalEvent, { type: Type }>) => string[]
}

const RENDERERS: Renderers = {
  start: (progress, event) => {
    progress.systemFingerprint = event.systemFingerprint
    return []
  },
  content: (progress, { choice, text }) => [renderDelta(progress, choice, { content: text })],
  refusal: (progress, { choice, text }) => [renderDelta(progress, choice, { refusal: text })],
  reasoning: (progress, { choice, text, details }) => {
    if (progress.header.includeReasoning === false) return []
    const delta = { content: '', reasoning: text, reasoning_details: detailsOf(text, details) }
    return [renderDelta(progress, choice, delta)]
  },
  'tool-call': (progress, { choice, index, id, name }) => [
    renderCall(progress, choice, { index, id, type: 'function', function: { name, arguments: '' } }),
  ],
  'tool-call-arguments': (progress, { choice, index, text }) => [
    renderCall(progress, choice, { index, function: { arguments: text } }),
  ],
  annotations: (progress, { choice, annotations }) => [renderDelta(progress, choice, { annotations })],
  logprobs: (progress, { choice, logprobs }) => [renderDelta(progress, choice, {}, { logprobs })],
  finish: (progress, { choice, reason, nativeReason }) => [renderFinish(progress, choice, { reason, nativeReason })],
  usage: () => [],
  error: () => [],
  end: (progress) => finishOpenChoices(progress),
}

function renderEvent<Type extends CanonicalEvent['type']>(
  progress: Progress,
  event: Extract<CanonicalEvent, { type: Type }>,
): string[] {
  const renderer: Renderers[Type] = RENDERERS[event.type as Type]
  return renderer(progress, event)
}

/** What a choice has said so far; its first delta opens with the role. */
function begin(progress: Progress, choice: number): { known: ChoiceProgress; opening: JsonObject } {
  const known = progress.choices.get(choice)
  if (known) return { known, opening: {} }
  const fresh: ChoiceProgress = { hasCalls: false, finished: false }
  progress.choices.set(choice, fresh)
  return { known: fresh, opening: { role: 'assistant', content: '' } }
}

function renderDelta(progress: Progress, choice: number, delta: JsonObject, more: ChoiceMore = {}): string {
  const { opening } = begin(progress, choice)
  return toChunk(progress, { choices: [toChoice(choice, { ...opening, ...delta }, more)] })
}

function renderCall(progress: Progress, choice: number, call: JsonObject): string {
  const { known, opening } = begin(progress, choice)
  known.hasCalls = true
  return toChunk(progress, { choices: [toChoice(choice, { ...opening, tool_calls: [call] })] })
}

function renderFinish(progress: Progress, choice: number, finish: ChoiceMore): string {
  const { known, opening } = begin(progress, choice)
  known.finished = true
  return toChunk(progress, { choices: [toChoice(choice, opening, finish)] })
}

/** A provider that never said why it stopped, or that said nothing at all, stopped. */
function finishOpenChoices(progress: Progress): string[] {
  if (progress.choices.size === 0) return [renderFinish(progress, 0, { reason: 'stop' })]
  const open = [...progress.choices].filter(([, known]) => !known.finished)
  return open.map(([choice, known]) =>
    renderFinish(progress, choice, { reason: known.hasCalls ? 'tool_calls' : 'stop' }),
  )
}

type ChoiceMore = { reason?: FinishReason; nativeReason?: string | null; logprobs?: Json }

const toChoice = (index: number, delta: JsonObject, more: ChoiceMore = {}): JsonObject => ({
  index,
  delta,
  finish_reason: more.reason ?? null,
  native_finish_reason: more.nativeReason ?? null,
  logprobs: more.logprobs ?? null,
})

const toChunk = ({ header, systemFingerprint }: Progress, more: JsonObject): string => {
  const chunk = {
    id: header.id,
    object: 'chat.completion.chunk',
    created: header.createdSeconds,
    model: header.model,
    provider: header.provider,
    system_fingerprint: systemFingerprint,
    ...more,
  }
  return `data: ${JSON.stringify(chunk)}\n\n`
}
