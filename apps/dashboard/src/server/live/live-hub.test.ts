import type { Notification } from '@turnpike/db/notifications'
import { expect, it, vi } from 'vitest'
import { type GenerationHint, listenToGenerations } from './listen-to-generations.ts'
import { createLiveHub } from './live-hub.ts'

type Handlers = { onNotification: (notification: Notification) => void; onReconnect: () => void }

/** A hub over a database that the test plays. `failures` counts how often opening fails first. */
function playHub({ failures = 0, maxListeners = 10 } = {}) {
  const opened: Handlers[] = []
  const errors: unknown[] = []
  let left = failures
  const hub = createLiveHub({
    subscribe: async (handlers) => {
      if (left-- > 0) throw new Error('no database')
      opened.push(handlers)
      return { close: async () => {} }
    },
    onError: (error) => errors.push(error),
    maxListeners,
    retryMs: 1,
  })
  return { hub, opened, errors }
}

const recorded = (more: Partial<Extract<Notification, { topic: 'generation_recorded' }>> = {}): Notification => ({
  topic: 'generation_recorded',
  organizationId: 'org_1',
  workspaceId: 'ws_1',
  apiKeyId: 'key_1',
  generationId: 'gen-1',
  ...more,
})

it('opens nothing before the first listener, and one subscription for all of them', () => {
  const { hub, opened } = playHub()
  expect(opened).toHaveLength(0)
  hub.listen(() => {})
  hub.listen(() => {})
  expect(opened).toHaveLength(1)
})

it('a hint of another organization, workspace or key is never passed on', () => {
  const { hub, opened } = playHub()
  const hints: GenerationHint[] = []
  listenToGenerations(hub, { organizationId: 'org_1', workspaceId: 'ws_1', apiKeyId: 'key_1' }, (hint) =>
    hints.push(hint),
  )
  for (const other of [{ organizationId: 'org_2' }, { workspaceId: 'ws_2' }, { apiKeyId: 'key_2' }])
    opened[0]?.onNotification(recorded(other))
  opened[0]?.onNotification({ topic: 'wallet_changed', organizationId: 'org_1' })
  expect(hints).toEqual([])
  opened[0]?.onNotification(recorded())
  expect(hints).toEqual([{ kind: 'recorded', generationId: 'gen-1', apiKeyId: 'key_1' }])
})

it('a listener that throws does not keep the next one from hearing', () => {
  const { hub, opened, errors } = playHub()
  const heard = vi.fn()
  hub.listen(() => {
    throw new Error('broken')
  })
  hub.listen(heard)
  opened[0]?.onNotification(recorded())
  expect(heard).toHaveBeenCalledOnce()
  expect(errors).toHaveLength(1)
})

it('whoever stops listening hears nothing more', () => {
  const { hub, opened } = playHub()
  const heard = vi.fn()
  const stop = hub.listen(heard)
  stop?.()
  opened[0]?.onNotification(recorded())
  expect(heard).not.toHaveBeenCalled()
  expect(hub.listenerCount()).toBe(0)
})

it('tells everybody to look again after a lost connection, also when opening failed at first', async () => {
  const { hub, opened, errors } = playHub({ failures: 2 })
  const topics: string[] = []
  hub.listen((event) => topics.push(event.topic))
  await vi.waitFor(() => expect(topics).toEqual(['missed']))
  expect(errors).toHaveLength(2)
  opened[0]?.onReconnect()
  expect(topics).toEqual(['missed', 'missed'])
})

it('past the bound nobody else may listen', () => {
  const { hub } = playHub({ maxListeners: 1 })
  expect(hub.listen(() => {})).not.toBeNull()
  expect(hub.listen(() => {})).toBeNull()
})
