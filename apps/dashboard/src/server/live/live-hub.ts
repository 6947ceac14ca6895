/**
 * One subscription to the database for the whole process, fanned out to everybody who watches.
 *
 * - Nothing is opened before the first listener; a subscription that cannot be opened is tried again, and meanwhile
 *   listeners hear nothing: whoever listens also looks again from time to time.
 * - A message is a hint to look again. After a lost connection every listener gets `missed`, because hints may be gone.
 * - A listener that throws does not keep the others from hearing.
 * - The number of listeners is bounded; past it `listen` gives null.
 */
import type { Notification, Subscription } from '@turnpike/db/notifications'

export type LiveEvent = Notification | { topic: 'missed' }
export type LiveListener = (event: LiveEvent) => void

export type LiveHub = {
  /** Gives the function that ends it, or null when too many listen already. */
  listen: (listener: LiveListener) => (() => void) | null
  listenerCount: () => number
}

export type LiveHubSettings = {
  /** Opens the one subscription: `subscribe` of the database. */
  subscribe: (handlers: {
    onNotification: (notification: Notification) => void
    onReconnect: () => void
  }) => Promise<Subscription>
  onError: (error: unknown) => void
  maxListeners?: number
  retryMs?: number
}

const MAX_LISTENERS = 1_000
const RETRY_MS = 2_000

export function createLiveHub(settings: LiveHubSettings): LiveHub {
  const listeners = new Set<LiveListener>()
  let isStarted = false

  const publish = (event: LiveEvent) => {
    for (const listener of [...listeners]) {
      try {
        listener(event)
      } catch (error) {
        settings.onError(error)
      }
    }
  }
  /** Opens it once; after a failure it is tried again for as long as somebody listens. */
  const open = async (isRetry: boolean): Promise<void> => {
    isStarted = true
    try {
      await settings.subscribe({ onNotification: publish, onReconnect: () => publish({ topic: 'missed' }) })
      if (isRetry) publish({ topic: 'missed' })
    } catch (error) {
      settings.onError(error)
      setTimeout(() => {
        isStarted = false
        if (listeners.size > 0) void open(true)
      }, settings.retryMs ?? RETRY_MS)
    }
  }

  return {
    listen: (listener) => {
      if (listeners.size >= (settings.maxListeners ?? MAX_LISTENERS)) return null
      listeners.add(listener)
      if (!isStarted) void open(false)
      return () => void listeners.delete(listener)
    },
    listenerCount: () => listeners.size,
  }
}
