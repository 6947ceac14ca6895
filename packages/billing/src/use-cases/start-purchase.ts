/**
 * Begins a purchase and gives the address of the payment page. The id is made in the browser, so a repeated click is the
 * same purchase: same row, same idempotency key at Stripe, same page, one payment.
 */
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { idTimeMs } from '@turnpike/kernel/ids'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { formatCents } from '../core/format-cents.ts'
import type { Purchase } from '../core/purchase.ts'
import { purchaseTotal } from '../core/purchase-fee.ts'
import { type PurchaseRules, purchaseAmountProblem } from '../core/purchase-rules.ts'
import { insertPurchase, updatePurchase } from '../store/purchases.ts'
import { readStripeCustomer, replaceStripeCustomer } from '../store/stripe-customer.ts'
import type { BillingDeps } from './billing-deps.ts'

export type PurchaseOrder = {
  organizationId: string
  userId: string
  userEmail: string
  purchaseId: string
  creditsCents: bigint
  successUrl: string
  cancelUrl: string
}

export type StartedPurchase = { purchaseId: string; checkoutUrl: string }

const CURRENCY = 'usd'

/** Fails with `invalid_request` (id, amount), `conflict` (id used otherwise, or over) or `unavailable` (Stripe is down). */
export async function startPurchase(
  deps: BillingDeps,
  order: PurchaseOrder,
): Promise<Result<StartedPurchase, Failure>> {
  const problem = findOrderProblem(order, deps.rules)
  if (problem) return err(problem)
  const { organizationId, userId, purchaseId } = order
  const total = purchaseTotal(order.creditsCents, deps.rules)
  const purchase = await insertPurchase(deps.database, {
    id: purchaseId,
    organizationId,
    userId,
    currency: CURRENCY,
    ...total,
  })
  const conflict = findConflict(purchase, order)
  if (conflict) return err(conflict)
  if (purchase.checkoutUrl !== null) return ok({ purchaseId, checkoutUrl: purchase.checkoutUrl })
  return await openCheckout(deps, order, purchase)
}

function findOrderProblem(order: PurchaseOrder, rules: PurchaseRules): Failure | null {
  if (idTimeMs('purchase', order.purchaseId) === null)
    return failure('invalid_request', 'The purchase id is not valid. Reload the page and try again.')
  const problem = purchaseAmountProblem(order.creditsCents, rules)
  const minimum = formatCents(rules.minimumCents)
  const maximum = formatCents(rules.maximumCents)
  if (problem === null) return null
  const metadata = { minimum_cents: rules.minimumCents.toString(), maximum_cents: rules.maximumCents.toString() }
  const message =
    problem === 'below_minimum'
      ? `The smallest purchase is ${minimum} of credits. Enter an amount from ${minimum} to ${maximum}.`
      : `The largest purchase is ${maximum} of credits. Enter an amount from ${minimum} to ${maximum}.`
  return failure('invalid_request', message, { metadata })
}

function findConflict(purchase: Purchase, order: PurchaseOrder): Failure | null {
  if (purchase.organizationId !== order.organizationId)
    return failure('conflict', 'This purchase id is taken. Reload the page and try again.')
  if (purchase.creditsCents !== order.creditsCents)
    return failure(
      'conflict',
      `This purchase was started for ${formatCents(purchase.creditsCents)} of credits. Reload the page to buy another amount.`,
    )
  if (purchase.status === 'created') return null
  const why = purchase.status === 'fulfilled' ? 'is paid already' : `is ${purchase.status}`
  return failure('conflict', `This purchase ${why}. Reload the page to start a new one.`)
}

async function openCheckout(
  deps: BillingDeps,
  order: PurchaseOrder,
  purchase: Purchase,
): Promise<Result<StartedPurchase, Failure>> {
  const checkout = await createCheckout(deps, order, purchase)
  if (!checkout.ok) return checkout
  const { checkoutId: stripeCheckoutId, url: checkoutUrl } = checkout.value
  await updatePurchase(deps.database, purchase.organizationId, purchase.id, { stripeCheckoutId, checkoutUrl })
  return ok({ purchaseId: purchase.id, checkoutUrl })
}

/** A customer that Stripe does not know (deleted there, or of the account used before) is made anew, once. */
async function createCheckout(deps: BillingDeps, order: PurchaseOrder, purchase: Purchase) {
  const known = await readStripeCustomer(deps.database, order.organizationId)
  const customer = known === null ? await createCustomer(deps, order, null) : ok(known)
  if (!customer.ok) return customer
  const checkout = await deps.stripe.createCheckout(toCheckoutOrder(order, purchase, customer.value, purchase.id))
  if (checkout.ok || checkout.error.code !== 'not_found') return checkout
  const replaced = await createCustomer(deps, order, customer.value)
  if (!replaced.ok) return replaced
  const idempotencyKey = `${purchase.id}:${replaced.value}`
  return await deps.stripe.createCheckout(toCheckoutOrder(order, purchase, replaced.value, idempotencyKey))
}

const toCheckoutOrder = (order: PurchaseOrder, purchase: Purchase, customerId: string, idempotencyKey: string) => ({
  purchaseId: purchase.id,
  customerId,
  creditsCents: purchase.creditsCents,
  feeCents: purchase.feeCents,
  currency: purchase.currency,
  receiptEmail: order.userEmail,
  successUrl: order.successUrl,
  cancelUrl: order.cancelUrl,
  idempotencyKey,
})

/** The key carries the user because another user's mail address would be other parameters under the same key. */
async function createCustomer(
  deps: BillingDeps,
  order: PurchaseOrder,
  known: string | null,
): Promise<Result<string, Failure>> {
  const { organizationId, userId, userEmail: email } = order
  const idempotencyKey = ['customer', organizationId, userId, ...(known === null ? [] : [known])].join(':')
  const created = await deps.stripe.createCustomer({ organizationId, email, idempotencyKey })
  if (!created.ok) return created
  return ok(await replaceStripeCustomer(deps.database, organizationId, known, created.value))
}
