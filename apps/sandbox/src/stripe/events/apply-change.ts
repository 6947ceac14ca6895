/** The one door by which state changes: objects are kept, their events are written and put on the way, together. */
import type { Change } from '../core/change.ts'
import { enqueueDelivery } from '../store/delivery-store.ts'
import { saveObject } from '../store/object-store.ts'
import { readWebhookControl } from '../store/setting-store.ts'
import { toMoment, type World } from '../world.ts'
import { type EventCause, toEvents } from './to-events.ts'

/** Call inside a transaction. `cause` is the API request behind the change, or null for the payer or the clock. */
export function applyChange(world: World, change: Change, cause: EventCause | null): void {
  for (const { object, hidden } of change.saved) saveObject(world.database, object, hidden)
  if (change.events.length === 0) return
  const { delayMs } = readWebhookControl(world.database)
  for (const event of toEvents(change, cause, toMoment(world))) {
    saveObject(world.database, event)
    enqueueDelivery(world.database, event.id, world.clock.nowMs() + delayMs)
  }
  world.wakeDispatcher()
}
