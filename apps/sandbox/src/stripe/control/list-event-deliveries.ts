import type { WireEvent } from '../core/wire.ts'
import { type Delivery, type DeliveryAttempt, findDelivery, listAttempts } from '../store/delivery-store.ts'
import { listObjects } from '../store/object-store.ts'
import type { World } from '../world.ts'

export type EventDelivery = { event: WireEvent; delivery: Delivery | null; attempts: DeliveryAttempt[] }

/** The newest events, newest first, each with how its delivery stands and every attempt so far. */
export const listEventDeliveries = (world: World, limit: number): EventDelivery[] =>
  listObjects(world.database, 'event', { limit }).data.map((event) => ({
    event,
    delivery: findDelivery(world.database, event.id),
    attempts: listAttempts(world.database, event.id),
  }))
