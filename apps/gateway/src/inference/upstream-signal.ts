/** When a call to a provider has to stop: the deadline of the whole request passed, or the client went away. */
import type { Provider } from '@turnpike/catalog/core/catalog'
import { type ClientExchange, elapsedMs } from './exchange.ts'
import type { InferenceSettings } from './inference-deps.ts'

export type UpstreamSignal = {
  signal: AbortSignal
  stoppedBy: () => 'client' | 'deadline' | null
  close: () => void
}

/**
 * A provider that stops billing on cancel is cancelled as soon as the client leaves. One that bills the whole answer
 * anyway is read on for a bounded time, because only its usage says what was produced. For a client that has left
 * already no call is begun.
 */
export function openUpstreamSignal(
  exchange: ClientExchange,
  policy: Pick<Provider['policy'], 'billsAfterCancel'>,
  settings: Pick<InferenceSettings, 'deadlineMs' | 'detachedDrainMs'>,
): UpstreamSignal {
  const controller = new AbortController()
  const timers: NodeJS.Timeout[] = []
  let stoppedBy: 'client' | 'deadline' | null = null
  const stop = (reason: 'client' | 'deadline') => {
    stoppedBy ??= reason
    controller.abort()
  }
  const onClientGone = () => {
    if (policy.billsAfterCancel) timers.push(setTimeout(() => stop('client'), settings.detachedDrainMs))
    else stop('client')
  }

  timers.push(setTimeout(() => stop('deadline'), Math.max(0, settings.deadlineMs - elapsedMs(exchange))))
  if (exchange.closed.aborted) stop('client')
  else exchange.closed.addEventListener('abort', onClientGone, { once: true })

  return {
    signal: controller.signal,
    stoppedBy: () => stoppedBy,
    close: () => {
      exchange.closed.removeEventListener('abort', onClientGone)
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
