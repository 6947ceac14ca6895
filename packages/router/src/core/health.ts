/**
 * How endpoints have been doing, folded from the outcomes of attempts.
 *
 * - Failures and successes are those of the last 30 seconds, counted in slots of one second, so a busy endpoint needs
 *   no more room than a quiet one.
 * - Only failures whose owner is the provider count: a caller's bad request says nothing about the endpoint.
 * - Speed is a moving average that is forgotten when it is older than five minutes.
 */
import { type ErrorCode, errorDefinition } from '@turnpike/contracts/errors/error-table'

export type EndpointHealth = {
  recentFailures: number
  recentSuccesses: number
  lastFailureMs: number | null
  /** The endpoint asked to be left alone until then. */
  coolingUntilMs: number | null
  timeToFirstTokenMs: number | null
  tokensPerSecond: number | null
}

/** Endpoint id → health. An endpoint that is missing has no history. */
export type HealthSnapshot = ReadonlyMap<string, EndpointHealth>

export type AttemptOutcome =
  | {
      type: 'succeeded'
      endpointId: string
      atMs: number
      /** `null` where it could not be measured. */
      timeToFirstTokenMs: number | null
      tokensPerSecond: number | null
    }
  | { type: 'failed'; endpointId: string; atMs: number; code: ErrorCode; retryAfterSeconds: number | null }

type Slot = { second: number; failures: number; successes: number }

type EndpointState = {
  /** By ascending second, none older than the window. */
  slots: readonly Slot[]
  lastFailureMs: number | null
  coolingUntilMs: number | null
  timeToFirstTokenMs: number | null
  tokensPerSecond: number | null
  measuredAtMs: number | null
}

/** Endpoint id → what is remembered of it. */
export type HealthState = ReadonlyMap<string, EndpointState>

export const EMPTY_HEALTH: HealthState = new Map()

const WINDOW_MS = 30_000
const SPEED_IS_FORGOTTEN_AFTER_MS = 300_000
/** Share of a new measurement in the average. */
const NEW_SHARE = 0.2
/** A provider may not talk us out of an endpoint for longer than this. */
const LONGEST_COOLING_MS = 60_000

const UNKNOWN: EndpointState = {
  slots: [],
  lastFailureMs: null,
  coolingUntilMs: null,
  timeToFirstTokenMs: null,
  tokensPerSecond: null,
  measuredAtMs: null,
}

/** Folds one outcome in. Failures that are not the provider's leave the state as it is. */
export function recordOutcome(state: HealthState, outcome: AttemptOutcome): HealthState {
  if (outcome.type === 'failed' && errorDefinition(outcome.code).owner !== 'provider') return state
  const before = state.get(outcome.endpointId) ?? UNKNOWN
  const after = outcome.type === 'failed' ? withFailure(before, outcome) : withSuccess(before, outcome)
  return new Map(state).set(outcome.endpointId, after)
}

/** What routing needs to know at `nowMs`. */
export const snapshotHealth = (state: HealthState, nowMs: number): HealthSnapshot =>
  new Map([...state].map(([endpointId, endpoint]) => [endpointId, snapshotEndpoint(endpoint, nowMs)]))

function withFailure(before: EndpointState, failed: Extract<AttemptOutcome, { type: 'failed' }>): EndpointState {
  const coolingMs = Math.min((failed.retryAfterSeconds ?? 0) * 1_000, LONGEST_COOLING_MS)
  const asked = coolingMs > 0 ? failed.atMs + coolingMs : null
  return {
    ...before,
    slots: count(before.slots, failed.atMs, { failures: 1, successes: 0 }),
    lastFailureMs: latest(before.lastFailureMs, failed.atMs),
    coolingUntilMs: asked === null ? before.coolingUntilMs : latest(before.coolingUntilMs, asked),
  }
}

function withSuccess(before: EndpointState, success: Extract<AttemptOutcome, { type: 'succeeded' }>): EndpointState {
  const isFresh = before.measuredAtMs !== null && success.atMs - before.measuredAtMs <= SPEED_IS_FORGOTTEN_AFTER_MS
  const known = isFresh ? before : UNKNOWN
  const wasMeasured = success.timeToFirstTokenMs !== null || success.tokensPerSecond !== null
  return {
    slots: count(before.slots, success.atMs, { failures: 0, successes: 1 }),
    lastFailureMs: before.lastFailureMs,
    coolingUntilMs: before.coolingUntilMs,
    timeToFirstTokenMs: average(known.timeToFirstTokenMs, success.timeToFirstTokenMs),
    tokensPerSecond: average(known.tokensPerSecond, success.tokensPerSecond),
    measuredAtMs: wasMeasured ? latest(before.measuredAtMs, success.atMs) : before.measuredAtMs,
  }
}

function snapshotEndpoint(endpoint: EndpointState, nowMs: number): EndpointHealth {
  const recent = endpoint.slots.filter((slot) => isRecent(slot, nowMs))
  const isFresh = endpoint.measuredAtMs !== null && nowMs - endpoint.measuredAtMs <= SPEED_IS_FORGOTTEN_AFTER_MS
  const isCooling = endpoint.coolingUntilMs !== null && endpoint.coolingUntilMs > nowMs
  return {
    recentFailures: recent.reduce((sum, slot) => sum + slot.failures, 0),
    recentSuccesses: recent.reduce((sum, slot) => sum + slot.successes, 0),
    lastFailureMs: endpoint.lastFailureMs,
    coolingUntilMs: isCooling ? endpoint.coolingUntilMs : null,
    timeToFirstTokenMs: isFresh ? endpoint.timeToFirstTokenMs : null,
    tokensPerSecond: isFresh ? endpoint.tokensPerSecond : null,
  }
}

type Tally = { failures: number; successes: number }

/** Adds to the slot of that second and drops slots that left the window; outcomes may come in late. */
function count(slots: readonly Slot[], atMs: number, tally: Tally): Slot[] {
  const second = Math.floor(atMs / 1_000)
  const kept = slots.filter((slot) => isRecent(slot, atMs))
  const index = kept.findIndex((slot) => slot.second === second)
  const slot = kept[index] ?? { second, failures: 0, successes: 0 }
  const counted = { second, failures: slot.failures + tally.failures, successes: slot.successes + tally.successes }
  if (index >= 0) return kept.with(index, counted)
  return [...kept, counted].sort((first, other) => first.second - other.second)
}

const isRecent = (slot: Slot, nowMs: number): boolean => slot.second * 1_000 > nowMs - WINDOW_MS

const latest = (before: number | null, atMs: number): number => Math.max(before ?? atMs, atMs)

function average(before: number | null, measured: number | null): number | null {
  if (measured === null) return before
  return before === null ? measured : before + (measured - before) * NEW_SHARE
}
