/** What handling an event comes to. Handlers converge: any number of times and in any order, the end is the same. */
import type { Failure } from '@turnpike/contracts/errors/failure'
import type { Result } from '@turnpike/kernel/result'
import type { BillingDeps } from '../../use-cases/billing-deps.ts'
import type { StripeEvent } from '../stripe-event.ts'

/** An error is tried again later. */
export type StripeEventHandler = (deps: BillingDeps, event: StripeEvent) => Promise<Result<null, Failure>>
