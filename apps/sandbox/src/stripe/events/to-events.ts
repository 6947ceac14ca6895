import type { Change, Moment } from '../core/change.ts'
import { API_VERSION, type WireEvent } from '../core/wire.ts'

/** The API request that made an event. */
export type EventCause = { requestId: string; idempotencyKey: string | null }

/** The events of a change in Stripe's shape; `data.object` is the object as it was then, not as it is later. */
export const toEvents = (change: Change, cause: EventCause | null, moment: Moment): WireEvent[] =>
  change.events.map(({ type, object }) => ({
    id: moment.nextId('evt_'),
    object: 'event',
    api_version: API_VERSION,
    created: moment.nowSeconds,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: cause?.requestId ?? null, idempotency_key: cause?.idempotencyKey ?? null },
    type,
  }))
