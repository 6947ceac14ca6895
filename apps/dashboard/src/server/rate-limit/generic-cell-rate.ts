/**
 * The generic cell rate algorithm: `burst` attempts at once, then one every `periodMs`. All it keeps for a caller is
 * one instant, the theoretical arrival time of the next attempt. Pure.
 */
export type RateRule = { burst: number; periodMs: number }

export type Admission = { isAllowed: true; nextArrivalMs: number } | { isAllowed: false; retryAfterMs: number }

export function admitAttempt(arrivalMs: number | undefined, nowMs: number, { burst, periodMs }: RateRule): Admission {
  const nextArrivalMs = Math.max(arrivalMs ?? nowMs, nowMs) + periodMs
  const earlyByMs = nextArrivalMs - burst * periodMs - nowMs
  return earlyByMs > 0 ? { isAllowed: false, retryAfterMs: earlyByMs } : { isAllowed: true, nextArrivalMs }
}
