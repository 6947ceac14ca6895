/**
 * Puts tool calls together out of deltas that differ wildly between providers. Guarantees: calls are numbered from 0
 * in the order they appear; a call's id and name are given once and are never blank; its argument text is given in
 * pieces that together are what the provider sent, where nothing at all and `null` become `{}`.
 */
import type { CanonicalEvent } from '@turnpike/contracts/inference/canonical-event'
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { objectIn, textIn } from '../json-reading.ts'

export type ToolCallState = {
  /** The provider's own index, which need not start at 0; `null` when it gives none. */
  upstreamIndex: number | null
  id: string | null
  name: string | null
  opened: boolean
  /** Arguments not given out yet: what came before the name, or what may still turn out to be `null`. */
  held: string
  gaveArguments: boolean
}

const NEW_CALL: ToolCallState = {
  upstreamIndex: null,
  id: null,
  name: null,
  opened: false,
  held: '',
  gaveArguments: false,
}

type Delta = { upstreamIndex: number | null; id: string | null; name: string | null; text: string }

/** Takes one entry of `delta.tool_calls`. `idSeed` makes up ids for providers that give none. */
export function stepToolCall(
  calls: readonly ToolCallState[],
  entry: JsonObject,
  choice: number,
  idSeed: string,
): [readonly ToolCallState[], CanonicalEvent[]] {
  const delta = readDelta(entry)
  const found = findCall(calls, delta)
  const index = found === -1 ? calls.length : found
  const call = merge(calls[index] ?? NEW_CALL, delta)
  const [next, events] = give(call, { choice, index, idSeed })
  return [[...calls.slice(0, index), next, ...calls.slice(index + 1)], events]
}

/** At the end of a choice: what was held back is given, and calls without arguments get `{}`. */
export function closeToolCalls(calls: readonly ToolCallState[], choice: number): CanonicalEvent[] {
  return calls.flatMap((call, index): CanonicalEvent[] => {
    if (!call.opened || (call.gaveArguments && call.held === '')) return []
    const text = call.held === 'null' || call.held.trim() === '' ? '{}' : call.held
    return [{ type: 'tool-call-arguments', choice, index, text }]
  })
}

function readDelta(entry: JsonObject): Delta {
  const called = objectIn(entry.function)
  return {
    upstreamIndex: typeof entry.index === 'number' ? entry.index : null,
    id: textIn(entry.id),
    name: textIn(called?.name),
    text: argumentText(called?.arguments),
  }
}

const argumentText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : objectIn(value) ? JSON.stringify(value) : ''

/** By index; without one by id; without that a name begins a new call and anything else belongs to the last one. */
function findCall(calls: readonly ToolCallState[], delta: Delta): number {
  if (delta.upstreamIndex !== null) {
    const found = calls.findLastIndex((call) => call.upstreamIndex === delta.upstreamIndex)
    const known = calls[found]
    const isAnother = known?.id && delta.id && delta.name && known.id !== delta.id
    return isAnother ? -1 : found
  }
  if (delta.id !== null) {
    const found = calls.findLastIndex((call) => call.id === delta.id)
    if (found !== -1 || delta.name !== null) return found
  }
  return delta.name !== null ? -1 : calls.length - 1
}

const merge = (call: ToolCallState, delta: Delta): ToolCallState => ({
  ...call,
  upstreamIndex: call.upstreamIndex ?? delta.upstreamIndex,
  id: call.id ?? delta.id,
  name: call.name ?? delta.name,
  held: call.held + delta.text,
})

function give(
  call: ToolCallState,
  place: { choice: number; index: number; idSeed: string },
): [ToolCallState, CanonicalEvent[]] {
  if (call.name === null) return [call, []]
  const { choice, index } = place
  const events: CanonicalEvent[] = []
  const id = call.id ?? `call_${place.idSeed}_${choice}_${index}`
  if (!call.opened) events.push({ type: 'tool-call', choice, index, id, name: call.name })
  const mayBeNull = !call.gaveArguments && 'null'.startsWith(call.held)
  if (call.held === '' || mayBeNull) return [{ ...call, id, opened: true }, events]
  events.push({ type: 'tool-call-arguments', choice, index, text: call.held })
  return [{ ...call, id, opened: true, held: '', gaveArguments: true }, events]
}
