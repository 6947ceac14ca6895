/** Turns a paid purchase into credit: status, lot, wallet and ledger in the caller's transaction, which holds the row. */
import type { Queryable } from '@turnpike/db/database'
import { notify } from '@turnpike/db/notifications'
import { invariant } from '@turnpike/kernel/invariant'
import { centsToNanoUsd } from '@turnpike/kernel/money'
import { purchasePosting } from '../core/postings.ts'
import type { Purchase } from '../core/purchase.ts'
import { mayBecome } from '../core/purchase-state.ts'
import { postLedger } from './post-ledger.ts'
import { updatePurchase } from './purchases.ts'
import { addLot } from './wallet.ts'

export type PurchaseCredit = {
  lotId: string
  stripeCheckoutId: string
  stripePaymentIntentId: string | null
  livemode: boolean
  fulfilledAt: Date
  expiresAt: Date
}

/** `purchase` as `lockPurchase` gave it in the same transaction. */
export async function creditPurchase(
  transaction: Queryable,
  purchase: Purchase,
  credit: PurchaseCredit,
): Promise<Purchase> {
  invariant(mayBecome(purchase.status, 'fulfilled'), `a ${purchase.status} purchase is not fulfilled`)
  const { id: purchaseId, organizationId } = purchase
  const { lotId, expiresAt, ...change } = credit
  const amount = centsToNanoUsd(purchase.creditsCents)
  await addLot(transaction, organizationId, { lotId, source: 'purchase', purchaseId, amount, expiresAt })
  await postLedger(transaction, purchasePosting(purchase))
  await notify(transaction, { topic: 'wallet_changed', organizationId })
  return await updatePurchase(transaction, organizationId, purchaseId, {
    ...change,
    status: 'fulfilled',
    failureMessage: null,
  })
}
