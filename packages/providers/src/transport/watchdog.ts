/**
 * Bounds every wait of one call. While a wait runs, its time-out or the caller's signal aborts the call; between waits
 * no clock runs, so a slow reader is never taken for a silent provider.
 */
export type StoppedBy = 'caller' | 'timeout'

export type Watchdog = {
  /** Ends the call's connection when it fires. */
  signal: AbortSignal
  stoppedBy: () => StoppedBy | null
  /** Waits for `work`, at most until `deadlineMs` on the monotonic clock. */
  wait: <Value>(work: Promise<Value>, timeoutMs: number) => Promise<Value>
  abort: () => void
  close: () => void
}

export function openWatchdog(caller: AbortSignal): Watchdog {
  const controller = new AbortController()
  let stoppedBy: StoppedBy | null = null
  const stop = (reason: StoppedBy) => {
    stoppedBy ??= reason
    controller.abort()
  }
  const onCallerAbort = () => stop('caller')
  if (caller.aborted) stop('caller')
  else caller.addEventListener('abort', onCallerAbort, { once: true })
  return {
    signal: controller.signal,
    stoppedBy: () => stoppedBy,
    wait: async (work, timeoutMs) => {
      const timer = setTimeout(() => stop('timeout'), Math.max(0, timeoutMs))
      try {
        return await work
      } finally {
        clearTimeout(timer)
      }
    },
    abort: () => controller.abort(),
    close: () => caller.removeEventListener('abort', onCallerAbort),
  }
}
