import type { Result } from '@turnpike/kernel/result'
import type { StripeFailure } from '../core/failure.ts'
import type { EventCause } from '../events/to-events.ts'
import type { World } from '../world.ts'

export type ApiCall = {
  /** The `:id` of the path, or an empty text. */
  id: string
  /** Query or form, brackets unfolded, without `expand`. Every leaf is a text. */
  params: Record<string, unknown>
  /** Origin under which browsers reach the hosted page, e.g. `http://127.0.0.1:8788`. */
  publicUrl: string
  cause: EventCause
}

/** One call of Stripe's API. `name` is what faults are planned for, e.g. `refunds.create`. */
export type Operation = {
  name: string
  method: 'GET' | 'POST'
  path: `/v1/${string}`
  /** Runs inside one transaction; whatever it saved is kept also when the result is a failure (a declined card). */
  run: (world: World, call: ApiCall) => Result<object, StripeFailure>
}
