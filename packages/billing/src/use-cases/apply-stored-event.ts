/** Applies one event of the inbox and marks it finished, or notes why not and when to try again. */
import { finishInboundEvent, type InboundEvent, postponeInboundEvent } from '../store/inbound-events.ts'
import { STRIPE_EVENT_HANDLERS } from '../stripe/events/registry.ts'
import { parseStripeEvent } from '../stripe/stripe-event.ts'
import type { BillingDeps } from './billing-deps.ts'

const LONGEST_WAIT_SECONDS = 3_600

/** Types whose money effect is not handled yet: somebody has to look. Others are simply not ours. */
const CONCERNS_MONEY = /^(charge\.(refunded|dispute\.)|refund\.|radar\.)/

/** True when the event is finished. Never throws for a failing handler: the event stays in the inbox. */
export async function applyStoredEvent(deps: BillingDeps, stored: InboundEvent): Promise<boolean> {
  const event = parseStripeEvent(stored.payload)
  const handler = STRIPE_EVENT_HANDLERS.get(stored.type)
  if (!event || !handler) {
    reportUnhandled(deps, stored)
    await finishInboundEvent(deps.database, stored.id, 'not handled')
    return true
  }
  const problem = await attempt(async () => {
    const handled = await handler(deps, event)
    return handled.ok ? null : handled.error.message
  })
  if (problem === null) {
    await finishInboundEvent(deps.database, stored.id, null)
    return true
  }
  const waitSeconds = Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(stored.attempts, 12))
  await postponeInboundEvent(deps.database, stored.id, { error: problem, waitSeconds })
  return false
}

async function attempt(work: () => Promise<string | null>): Promise<string | null> {
  try {
    return await work()
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
}

function reportUnhandled(deps: BillingDeps, stored: InboundEvent): void {
  if (!CONCERNS_MONEY.test(stored.type)) return
  deps.alarm({
    alarm: 'event_not_handled',
    message: `Stripe reports ${stored.type}, which this version does not book. The event is stored.`,
    externalId: stored.externalId,
  })
}
