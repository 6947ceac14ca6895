/**
 * Brings a purchase to where Stripe says it is. Called by the webhook, the success page and the reconciler, any number
 * of times, in any order and at once: credits appear exactly once, and only for a payment that is what we ordered.
 * Amounts come from our own row; Stripe is asked, never an event believed.
 */
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { inTransaction, type Queryable } from '@turnpike/db/database'
import { ok, type Result } from '@turnpike/kernel/result'
import type { Purchase } from '../core/purchase.ts'
import { type CheckoutFacts, decidePurchase, type PurchaseDecision } from '../core/purchase-decision.ts'
import { mayBecome } from '../core/purchase-state.ts'
import { creditPurchase } from '../store/credit-purchase.ts'
import { lockPurchase, readPurchase, updatePurchase } from '../store/purchases.ts'
import { readStripeCustomer } from '../store/stripe-customer.ts'
import type { BillingDeps } from './billing-deps.ts'

const MS_PER_DAY = 86_400_000

export type PurchaseRef = {
  organizationId: string
  purchaseId: string
  /** A session that claims this purchase, for a row that died before it learned its own. */
  claimedCheckoutId?: string
}

/** The purchase as it is afterwards. Fails with `not_found`, or `unavailable` while Stripe does not answer. */
export async function fulfilPurchase(deps: BillingDeps, ref: PurchaseRef): Promise<Result<Purchase, Failure>> {
  const purchase = await readPurchase(deps.database, ref.organizationId, ref.purchaseId)
  if (!purchase) return { ok: false, error: failure('not_found', 'There is no such purchase.') }
  const stripeCheckoutId = purchase.stripeCheckoutId ?? ref.claimedCheckoutId ?? null
  if (isOver(purchase) || stripeCheckoutId === null) return ok(purchase)
  const facts = await deps.stripe.readCheckout(stripeCheckoutId)
  if (!facts.ok) return facts
  if (facts.value === null) return ok(await giveUpMissing(deps, purchase))
  const expected = {
    customerId: await readStripeCustomer(deps.database, purchase.organizationId),
    livemode: deps.stripe.livemode,
  }
  const decision = decidePurchase({ ...purchase, stripeCheckoutId }, expected, facts.value)
  return ok(await applyDecision(deps, purchase, decision, facts.value))
}

const isOver = (purchase: Purchase): boolean => ['fulfilled', 'refunded', 'rejected'].includes(purchase.status)

/** Another caller may have been faster, so the row is read again under its lock. */
async function applyDecision(
  deps: BillingDeps,
  purchase: Purchase,
  decision: PurchaseDecision,
  facts: CheckoutFacts,
): Promise<Purchase> {
  const { before, after } = await inTransaction(deps.database, async (transaction) => {
    const before = await lockPurchase(transaction, purchase.organizationId, purchase.id)
    return { before, after: await move(deps, transaction, before, decision, facts) }
  })
  if (decision.decision === 'reject' && !isOver(before))
    deps.alarm({
      alarm: 'purchase_rejected',
      message: `Nothing was credited: ${decision.why}. Check the payment at Stripe.`,
      organizationId: purchase.organizationId,
      purchaseId: purchase.id,
      externalId: facts.checkoutId,
    })
  return after
}

async function move(
  deps: BillingDeps,
  transaction: Queryable,
  purchase: Purchase,
  decision: PurchaseDecision,
  facts: CheckoutFacts,
): Promise<Purchase> {
  if (isOver(purchase)) return purchase
  const change = (values: Parameters<typeof updatePurchase>[3]) =>
    updatePurchase(transaction, purchase.organizationId, purchase.id, values)
  switch (decision.decision) {
    case 'fulfil':
      return await creditPurchase(transaction, purchase, toCredit(deps, facts))
    case 'reject':
      // A session that merely claims this purchase must not spoil it.
      if (purchase.stripeCheckoutId === null) return purchase
      return await change({ status: 'rejected', failureMessage: 'The payment did not match the order.' })
    case 'wait':
      return await change({ failureMessage: decision.failureMessage })
    case 'move': {
      const { status, failureMessage } = decision
      return await change(mayBecome(purchase.status, status) ? { status, failureMessage } : { failureMessage })
    }
  }
}

function toCredit(deps: BillingDeps, facts: CheckoutFacts) {
  const fulfilledAtMs = deps.clock.nowMs()
  return {
    lotId: deps.ids.next('lot'),
    stripeCheckoutId: facts.checkoutId,
    stripePaymentIntentId: facts.paymentIntentId,
    livemode: facts.livemode,
    fulfilledAt: new Date(fulfilledAtMs),
    expiresAt: new Date(fulfilledAtMs + deps.rules.creditExpiryDays * MS_PER_DAY),
  }
}

/** Sessions never vanish at Stripe: the key is of another account or mode now, and nobody can pay this page. */
async function giveUpMissing(deps: BillingDeps, purchase: Purchase): Promise<Purchase> {
  if (!mayBecome(purchase.status, 'expired')) return purchase
  deps.alarm({
    alarm: 'checkout_missing',
    message: 'Stripe does not know the checkout session of this purchase. Is the key of another account in use?',
    organizationId: purchase.organizationId,
    purchaseId: purchase.id,
    ...(purchase.stripeCheckoutId === null ? {} : { externalId: purchase.stripeCheckoutId }),
  })
  return await updatePurchase(deps.database, purchase.organizationId, purchase.id, {
    status: 'expired',
    failureMessage: 'The payment page is no longer available.',
  })
}
