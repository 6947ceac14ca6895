/**
 * When an undelivered event is tried again. Stripe itself waits minutes to hours; the first waits here are short so
 * that a dashboard that was just restarting has its credits within seconds. After three days the event is given up.
 */
import type { DeliveryProgress } from '../store/delivery-store.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Wait after the first failed attempt, the second, and so on; the last one repeats. */
export const RETRY_DELAYS_MS: readonly [number, ...number[]] = [
  1 * SECOND,
  3 * SECOND,
  10 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
]

export const GIVE_UP_AFTER_MS = 72 * HOUR

/** The delivery after one more attempt that ended at `nowMs`. */
export function nextProgress(
  delivery: { attempts: number; firstDueMs: number },
  delivered: boolean,
  nowMs: number,
): DeliveryProgress {
  const attempts = delivery.attempts + 1
  if (delivered) return { status: 'delivered', attempts, nextAttemptMs: nowMs }
  const delayMs = RETRY_DELAYS_MS[attempts - 1] ?? RETRY_DELAYS_MS.at(-1) ?? HOUR
  const nextAttemptMs = nowMs + delayMs
  const abandoned = nextAttemptMs - delivery.firstDueMs > GIVE_UP_AFTER_MS
  return { status: abandoned ? 'abandoned' : 'pending', attempts, nextAttemptMs }
}
