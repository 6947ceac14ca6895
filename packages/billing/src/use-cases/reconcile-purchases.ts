/**
 * Finds what a lost webhook would have told us: events since the last look, and purchases without an end. It only calls
 * what the webhook calls, so it can run at any time and beside it.
 */
import { readCursor, writeCursor } from '../store/job-cursors.ts'
import { listUnfinishedPurchases } from '../store/purchases.ts'
import { STRIPE_EVENT_HANDLERS } from '../stripe/events/registry.ts'
import { applyStoredEvent } from './apply-stored-event.ts'
import type { BillingDeps } from './billing-deps.ts'
import { fulfilPurchase } from './fulfil-purchase.ts'
import { storeStripeEvent } from './receive-stripe-event.ts'

const CURSOR = 'stripe_events'
const MS_PER_HOUR = 3_600_000
/** Events may appear late, and two clocks differ. */
const OVERLAP_MS = 24 * MS_PER_HOUR
/** Stripe keeps events for 30 days. */
const FIRST_LOOK_MS = 30 * 24 * MS_PER_HOUR
/** A payment page is open for a day and a bank debit takes up to two weeks. */
const PURCHASE_AGE_MS = 21 * 24 * MS_PER_HOUR
const PURCHASES_PER_RUN = 500

export type ReconcileReport = {
  /** Events that Stripe listed, and those of them that were news to us. */
  events: number
  newEvents: number
  /** Purchases without an end that were looked at, and those that moved. */
  purchases: number
  moved: number
  /** What could not be done this time; the next run tries again. */
  problems: string[]
}

export async function reconcilePurchases(deps: BillingDeps): Promise<ReconcileReport> {
  const report: ReconcileReport = { events: 0, newEvents: 0, purchases: 0, moved: 0, problems: [] }
  if (await reconcileEvents(deps, report)) await reconcileUnfinished(deps, report)
  return report
}

/** False when Stripe does not answer: then nothing else would come of this run either. */
async function reconcileEvents(deps: BillingDeps, report: ReconcileReport): Promise<boolean> {
  const startedMs = deps.clock.nowMs()
  const cursor = await readCursor(deps.database, CURSOR)
  const since = new Date((cursor?.getTime() ?? startedMs - FIRST_LOOK_MS) - OVERLAP_MS)
  const listed = await deps.stripe.listEvents(since, [...STRIPE_EVENT_HANDLERS.keys()])
  if (!listed.ok) {
    report.problems.push(`events: ${listed.error.message}`)
    return false
  }
  for (const event of listed.value.filter((item) => item.livemode === deps.stripe.livemode)) {
    report.events++
    const stored = await storeStripeEvent(deps, event)
    if (stored.appliedAt !== null) continue
    report.newEvents++
    if (!(await applyStoredEvent(deps, stored))) report.problems.push(`event ${event.id} could not be applied yet`)
  }
  // Whatever failed is in the inbox now, so the cursor may pass it.
  await writeCursor(deps.database, CURSOR, new Date(startedMs))
  return true
}

async function reconcileUnfinished(deps: BillingDeps, report: ReconcileReport): Promise<void> {
  const from = new Date(deps.clock.nowMs() - PURCHASE_AGE_MS)
  for (const purchase of await listUnfinishedPurchases(deps.database, { from, limit: PURCHASES_PER_RUN })) {
    report.purchases++
    const { organizationId, id: purchaseId } = purchase
    const outcome = await fulfilPurchase(deps, { organizationId, purchaseId })
    if (!outcome.ok) {
      report.problems.push(`purchase ${purchaseId}: ${outcome.error.message}`)
      return
    }
    if (outcome.value.status !== purchase.status) report.moved++
  }
}
