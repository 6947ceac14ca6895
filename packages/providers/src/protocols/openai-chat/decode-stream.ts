/**
 * Chunks of a chat completion → canonical events.
 *
 * - `start` comes once, first; each choice finishes once; usage is told again only when it changed.
 * - `end` comes with `[DONE]`. A stream that merely closes is complete only when every choice has finished and nothing
 *   more is due: the provider sends no `[DONE]`, or its usage has been seen. Any other close was a cut.
 * - After `end` or `error` nothing follows, whatever the provider still sends.
 */
import type { Provider } from '@turnpike/catalog/core/catalog'
import type { CanonicalEvent, FinishReason } from '@turnpike/contracts/inference/canonical-event'
import type { ReportedUsage } from '@turnpike/contracts/inference/usage'
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { describeErrorInside, ownError } from '../describe-failure.ts'
import { toFinishReason } from '../finish-reason.ts'
import { objectIn, objectsIn, parseJson, textIn, valueAt } from '../json-reading.ts'
import type { StreamFold, UpstreamEvent } from '../protocol.ts'
import { isSameUsage, updateUsage } from '../read-usage.ts'
import { readDelta } from './read-delta.ts'
import { readUsage } from './read-usage.ts'
import { closeToolCalls, stepToolCall, type ToolCallState } from './tool-calls.ts'

type ChoiceState = { calls: readonly ToolCallState[]; finished: boolean }

export type StreamState = {
  phase: 'waiting' | 'streaming' | 'over'
  upstreamId: string | null
  choices: ReadonlyMap<number, ChoiceState>
  usage: ReportedUsage | null
}

export const initialStreamState = (): StreamState => ({
  phase: 'waiting',
  upstreamId: null,
  choices: new Map(),
  usage: null,
})

type Step = [StreamState, CanonicalEvent[]]
type UpstreamKind = 'done' | 'unreadable' | 'failure' | 'chunk'

const STEPS: Record<UpstreamKind, (state: StreamState, chunk: JsonObject, provider: Provider) => Step> = {
  done: (state) => over(state, [...closeChoices(state), { type: 'end' }]),
  unreadable: (state) =>
    over(state, [{ type: 'error', error: ownError('provider_invalid_response', 'what came is not a JSON object') }]),
  failure: (state, chunk, provider) => {
    const [next, events] = stepChunk(state, chunk, provider)
    return over(next, [...events, { type: 'error', error: describeErrorInside(chunk, provider) }])
  },
  chunk: stepChunk,
}

export function stepStream(state: StreamState, event: UpstreamEvent, provider: Provider): Step {
  if (state.phase === 'over') return [state, []]
  if (event.data.trim() === '[DONE]') return STEPS.done(state, {}, provider)
  const chunk = parseJson(event.data)
  return stepJson(state, chunk, event.event === 'error', provider)
}

/** One chunk that is parsed already. */
export function stepJson(state: StreamState, json: Json | undefined, isError: boolean, provider: Provider): Step {
  const chunk = objectIn(json)
  if (!chunk) return STEPS.unreadable(state, {}, provider)
  const kind = isError || isFailure(chunk) ? 'failure' : 'chunk'
  return STEPS[kind](state, chunk, provider)
}

export function closeStream(state: StreamState, provider: Provider): CanonicalEvent[] {
  if (state.phase === 'over' || state.choices.size === 0) return []
  const isFinished = [...state.choices.values()].every((choice) => choice.finished)
  const nothingIsDue = !provider.stream.sendsDone || state.usage !== null
  return isFinished && nothingIsDue ? [{ type: 'end' }] : []
}

export const streamFold: StreamFold<StreamState> = {
  initial: initialStreamState(),
  step: stepStream,
  close: closeStream,
}

/** MiniMax tells errors in a success as `base_resp` with a status that is not 0. */
function isFailure(chunk: JsonObject): boolean {
  const baseStatus = valueAt(chunk, 'base_resp.status_code')
  return Boolean(chunk.error) || (typeof baseStatus === 'number' && baseStatus !== 0)
}

const over = (state: StreamState, events: CanonicalEvent[]): Step => [{ ...state, phase: 'over' }, events]

function stepChunk(state: StreamState, chunk: JsonObject, provider: Provider): Step {
  const choices = objectsIn(chunk.choices)
  const [started, events] = start(state, chunk, choices.length > 0)
  let next = started
  for (const choice of choices) {
    const [stepped, more] = stepChoice(next, choice, provider)
    next = stepped
    events.push(...more)
  }
  const said = readUsage(chunk, provider)
  if (said === null) return [next, events]
  const usage = updateUsage(next.usage, said)
  if (isSameUsage(next.usage, usage)) return [next, events]
  return [{ ...next, usage }, [...events, { type: 'usage', usage }]]
}

/** Azure's first chunks have no choices, no id and no model: the answer starts after them. */
function start(state: StreamState, chunk: JsonObject, hasChoices: boolean): Step {
  if (state.phase !== 'waiting' || !hasChoices) return [state, []]
  const upstreamId = textIn(chunk.id)
  const upstreamModel = textIn(chunk.model)
  const systemFingerprint = textIn(chunk.system_fingerprint)
  return [
    { ...state, phase: 'streaming', upstreamId },
    [{ type: 'start', upstreamId, upstreamModel, systemFingerprint }],
  ]
}

function stepChoice(state: StreamState, json: JsonObject, provider: Provider): Step {
  const index = typeof json.index === 'number' ? json.index : 0
  const delta = objectIn(json.delta) ?? {}
  const events = readDelta(delta, index, provider)
  let choice: ChoiceState = state.choices.get(index) ?? { calls: [], finished: false }
  for (const entry of objectsIn(delta.tool_calls)) {
    const [calls, more] = stepToolCall(choice.calls, entry, index, idSeed(state))
    choice = { ...choice, calls }
    events.push(...more)
  }
  const logprobs = objectIn(json.logprobs)
  if (logprobs && hasLogprobs(logprobs)) events.push({ type: 'logprobs', choice: index, logprobs })
  if (typeof json.finish_reason === 'string' && !choice.finished) {
    events.push(...closeToolCalls(choice.calls, index), toFinish(json, json.finish_reason, index, provider))
    choice = { ...choice, finished: true }
  }
  return [{ ...state, choices: new Map(state.choices).set(index, choice) }, events]
}

const idSeed = (state: StreamState): string => (state.upstreamId ?? 'unnamed').replace(/[^a-zA-Z0-9]/g, '').slice(-16)

const hasLogprobs = (logprobs: JsonObject): boolean => Object.values(logprobs).some((value) => value !== null)

const FINISH_WORDS: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool_calls',
  function_call: 'tool_calls',
  content_filter: 'content_filter',
  error: 'error',
}

const toFinish = (json: JsonObject, word: string, choice: number, provider: Provider): CanonicalEvent => ({
  type: 'finish',
  choice,
  reason: toFinishReason(word, provider, FINISH_WORDS),
  nativeReason: textIn(json.native_finish_reason) ?? word,
})

/** `[DONE]` without a finish reason: what was held back of the tool calls is given all the same. */
const closeChoices = (state: StreamState): CanonicalEvent[] =>
  [...state.choices].flatMap(([index, choice]) => (choice.finished ? [] : closeToolCalls(choice.calls, index)))
