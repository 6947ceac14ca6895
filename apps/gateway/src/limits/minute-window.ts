/** Counts events of the last minute per name, in this process. Memory is bounded by the names seen within a minute. */
import type { Clock } from '@turnpike/kernel/clock'

const WINDOW_MS = 60_000
const SWEEP_ABOVE_NAMES = 10_000

export type MinuteWindow = {
  /** Takes one of `limit` for the last minute; else says after how many seconds one is free again. */
  take: (name: string, limit: number) => { taken: true } | { taken: false; retryAfterSeconds: number }
}

export function createMinuteWindow(clock: Clock): MinuteWindow {
  const instants = new Map<string, number[]>()
  const sweep = (since: number) => {
    for (const [name, times] of instants) if ((times.at(-1) ?? 0) <= since) instants.delete(name)
  }
  return {
    take: (name, limit) => {
      const now = clock.nowMs()
      const since = now - WINDOW_MS
      if (instants.size > SWEEP_ABOVE_NAMES) sweep(since)
      const recent = (instants.get(name) ?? []).filter((time) => time > since)
      const oldest = recent[recent.length - limit]
      if (oldest !== undefined) {
        instants.set(name, recent)
        return { taken: false, retryAfterSeconds: Math.ceil((oldest - since) / 1_000) }
      }
      instants.set(name, [...recent, now])
      return { taken: true }
    },
  }
}
