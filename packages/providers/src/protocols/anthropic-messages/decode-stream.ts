/**
 * Events of a message stream → canonical events.
 *
 * - `start` comes once; usage is what the last event said of each count, never a sum; `end` comes with `message_stop`.
 * - Before `message_delta` only the input is told: the few output tokens that `message_start` names are a placeholder,
 *   and a cut stream must not be charged by them.
 * - Kinds of events, blocks and deltas that are not known are passed over.
 */
import type { Provider } from '@turnpike/catalog/core/catalog'
import type { CanonicalEvent, FinishReason } from '@turnpike/contracts/inference/canonical-event'
import type { ReportedUsage } from '@turnpike/contracts/inference/usage'
import type { JsonObject } from '@turnpike/kernel/json'
import { describeErrorInside, ownError } from '../describe-failure.ts'
import { toFinishReason } from '../finish-reason.ts'
import { objectIn, parseJson, textIn } from '../json-reading.ts'
import type { StreamFold, UpstreamEvent } from '../protocol.ts'
import { isSameUsage, updateUsage } from '../read-usage.ts'
import { type BlocksState, closeBlock, NO_BLOCKS, openBlock, stepBlock } from './content-blocks.ts'
import { readUsage } from './read-usage.ts'

export type StreamState = {
  phase: 'waiting' | 'streaming' | 'finished' | 'over'
  blocks: BlocksState
  /** Counts under the protocol's names, merged from all events so far. */
  counts: JsonObject
  usage: ReportedUsage | null
}

export const initialStreamState = (): StreamState => ({
  phase: 'waiting',
  blocks: NO_BLOCKS,
  counts: {},
  usage: null,
})

type Step = [StreamState, CanonicalEvent[]]
type Stepper = (state: StreamState, event: JsonObject, provider: Provider) => Step

const STEPS: Readonly<Record<string, Stepper>> = {
  message_start: startMessage,
  content_block_start: (state, event) => withBlocks(state, openBlock(state.blocks, event)),
  content_block_delta: (state, event) => withBlocks(state, stepBlock(state.blocks, event)),
  content_block_stop: (state, event) => withBlocks(state, closeBlock(state.blocks, event)),
  message_delta: stepMessage,
  message_stop: (state) => [{ ...state, phase: 'over' }, [{ type: 'end' }]],
  error: (state, event, provider) => [
    { ...state, phase: 'over' },
    [{ type: 'error', error: describeErrorInside(event, provider) }],
  ],
}

export function stepStream(state: StreamState, upstream: UpstreamEvent, provider: Provider): Step {
  if (state.phase === 'over' || upstream.data.trim() === '[DONE]') return [state, []]
  const event = objectIn(parseJson(upstream.data))
  if (!event) {
    const error = ownError('provider_invalid_response', 'what came is not a JSON object')
    return [{ ...state, phase: 'over' }, [{ type: 'error', error }]]
  }
  return stepEvent(state, event, upstream.event, provider)
}

/** One event that is parsed already; `name` stands in for a missing type. */
export function stepEvent(state: StreamState, event: JsonObject, name: string | null, provider: Provider): Step {
  const kind = objectIn(event.error) ? 'error' : (textIn(event.type) ?? name ?? '')
  const step = Object.hasOwn(STEPS, kind) ? STEPS[kind] : undefined
  return step ? step(state, event, provider) : [state, []]
}

/** A stop reason ended the answer, even when the last event got lost on a connection that closed in order. */
export const closeStream = (state: StreamState): CanonicalEvent[] =>
  state.phase === 'finished' ? [{ type: 'end' }] : []

export const streamFold: StreamFold<StreamState> = {
  initial: initialStreamState(),
  step: stepStream,
  close: closeStream,
}

function startMessage(state: StreamState, event: JsonObject, provider: Provider): Step {
  if (state.phase !== 'waiting') return [state, []]
  const message = objectIn(event.message) ?? {}
  const counts = objectIn(message.usage) ?? {}
  const [next, usage] = withUsage({ ...state, phase: 'streaming' }, { ...counts, output_tokens: null }, provider)
  return [
    next,
    [
      {
        type: 'start',
        upstreamId: textIn(message.id),
        upstreamModel: textIn(message.model),
        systemFingerprint: null,
      },
      ...usage,
    ],
  ]
}

function stepMessage(state: StreamState, event: JsonObject, provider: Provider): Step {
  const [counted, events] = withUsage(state, objectIn(event.usage) ?? {}, provider)
  const reason = textIn(objectIn(event.delta)?.stop_reason)
  if (reason === null || state.phase === 'finished') return [counted, events]
  return [{ ...counted, phase: 'finished' }, [toFinish(reason, provider), ...events]]
}

/** What is `null` or missing leaves the earlier count as it was. */
function withUsage(state: StreamState, said: JsonObject, provider: Provider): Step {
  const counts = { ...state.counts, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)) }
  const read = readUsage(counts, provider)
  const usage = read === null ? null : updateUsage(state.usage, read)
  if (usage === null || isSameUsage(state.usage, usage)) return [{ ...state, counts }, []]
  return [{ ...state, counts, usage }, [{ type: 'usage', usage }]]
}

const withBlocks = (state: StreamState, [blocks, events]: [BlocksState, CanonicalEvent[]]): Step => [
  { ...state, blocks },
  events,
]

/** `pause_turn` asks to send the content back and go on; without server tools it reads as a stop. */
const FINISH_WORDS: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
}

const toFinish = (word: string, provider: Provider): CanonicalEvent => ({
  type: 'finish',
  choice: 0,
  reason: toFinishReason(word, provider, FINISH_WORDS),
  nativeReason: word,
})
