/**
 * Where the time of a request went. Guarantee: the parts follow each other without gap or overlap from the arrival to the
 * end, so their lengths add up to the total.
 */
import type { AttemptRecord } from '@turnpike/contracts/activity/generation-detail'

export type TimelinePart = {
  id: string
  label: string
  kind: 'gateway' | 'attempt' | 'settle'
  /** Milliseconds after the request arrived. */
  startMs: number
  endMs: number
  /** When the client could have seen the first token, if this part brought it. */
  firstTokenMs: number | null
  hasFailed: boolean
  /** How it ended: "503", "cut off". */
  result: string
}

type Timed = { totalMs: number; attempts: readonly AttemptRecord[] }

/** Shorter pauses between two attempts are counted with the second one. */
const SHORTEST_PAUSE_MS = 1

export function toTimeline({ totalMs, attempts }: Timed): TimelinePart[] {
  const parts: TimelinePart[] = []
  let reachedMs = 0
  const add = (part: Omit<TimelinePart, 'id' | 'startMs'>) => {
    parts.push({ ...part, id: `${parts.length} ${part.label}`, startMs: reachedMs })
    reachedMs = part.endMs
  }
  for (const attempt of attempts) {
    const startMs = clamp(attempt.startedMs, reachedMs, totalMs)
    if (startMs - reachedMs >= SHORTEST_PAUSE_MS) add(gateway(startMs))
    add(toAttemptPart(attempt, clamp(attempt.endedMs, reachedMs, totalMs)))
  }
  if (parts.length === 0) return [{ ...gateway(totalMs), id: '0 gateway', startMs: 0 }]
  if (reachedMs < totalMs) add({ ...gateway(totalMs), label: 'settle', kind: 'settle' })
  return parts
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)

const gateway = (endMs: number): Omit<TimelinePart, 'id' | 'startMs'> => ({
  label: 'gateway',
  kind: 'gateway',
  endMs,
  firstTokenMs: null,
  hasFailed: false,
  result: '',
})

const toAttemptPart = (attempt: AttemptRecord, endMs: number): Omit<TimelinePart, 'id' | 'startMs'> => ({
  label: `attempt ${attempt.providerName}`,
  kind: 'attempt',
  endMs,
  firstTokenMs: attempt.firstContentMs,
  hasFailed: attempt.outcome === 'failed',
  result: attemptResult(attempt),
})

/** "503", "timeout", "cut off". */
export function attemptResult({ outcome, status, errorCode }: AttemptRecord): string {
  if (outcome === 'aborted') return 'cut off'
  if (outcome === 'succeeded') return status === null ? 'served' : String(status)
  return status !== null && status >= 400 ? String(status) : (errorCode?.replaceAll('_', ' ') ?? 'failed')
}
