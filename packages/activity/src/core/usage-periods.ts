/** The periods of limits: days, weeks from Monday and months, all in UTC. */
const DAY_MS = 86_400_000

export type UsagePeriodStarts = { dayMs: number; weekMs: number; monthMs: number }

export function usagePeriodStarts(nowMs: number): UsagePeriodStarts {
  const now = new Date(nowMs)
  const dayMs = Math.floor(nowMs / DAY_MS) * DAY_MS
  const daysSinceMonday = (now.getUTCDay() + 6) % 7
  return {
    dayMs,
    weekMs: dayMs - daysSinceMonday * DAY_MS,
    monthMs: Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1),
  }
}
