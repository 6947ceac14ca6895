/** Requests being served, for the concurrency bound and for draining. */
export type InFlight = {
  /** Runs `work` as one request in flight, or refuses when there are as many as the limit. */
  run: (work: () => Promise<void>) => Promise<void> | null
  count: () => number
  isDraining: () => boolean
  /** Refuses new work and resolves when the last one ended or the grace is over; says how many were left. */
  drain: (graceMs: number) => Promise<number>
}

export function createInFlight(limit: number): InFlight {
  let running = 0
  let draining = false
  let onIdle: (() => void) | null = null
  const track = async (work: () => Promise<void>) => {
    running += 1
    try {
      await work()
    } finally {
      running -= 1
      if (running === 0) onIdle?.()
    }
  }
  return {
    run: (work) => (draining || running >= limit ? null : track(work)),
    count: () => running,
    isDraining: () => draining,
    drain: async (graceMs) => {
      draining = true
      if (running === 0) return 0
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, graceMs)
        onIdle = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      return running
    },
  }
}
