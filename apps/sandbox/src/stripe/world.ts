/** What every part of the simulated Stripe works with. Made once by `register-stripe.ts`. */
import type { Clock } from '@turnpike/kernel/clock'
import type { Moment } from './core/change.ts'
import type { SandboxDatabase } from './store/open-database.ts'

export type StripeSettings = {
  /** Where events are POSTed. */
  webhookUrl: string
  /** The `whsec_…` that signs them. */
  webhookSecret: string
  /** Origin of the hosted page as browsers see it; null takes the host the API was called at. */
  publicUrl: string | null
  /** How long a webhook may take, and how long a call that a fault makes hang is held. */
  webhookTimeoutMs: number
  hangMs: number
}

export type World = {
  database: SandboxDatabase
  clock: Clock
  nextId: Moment['nextId']
  settings: StripeSettings
  /** Told after something that the delivery schedule must look at: a new event, a resumed or cleared queue. */
  wakeDispatcher: () => void
}

export const nowSeconds = (world: World): number => Math.floor(world.clock.nowMs() / 1000)

export const toMoment = (world: World): Moment => ({ nowSeconds: nowSeconds(world), nextId: world.nextId })
