/** What the tests of purchases share: a shop on a real Postgres, and a Stripe over real HTTP. */
import { systemClock } from '@turnpike/kernel/clock'
import { systemIds } from '@turnpike/kernel/ids'
import type { NanoUsd } from '@turnpike/kernel/money'
import type { Purchase } from '../../core/purchase.ts'
import { readPurchase } from '../../store/purchases.ts'
import { readWallet } from '../../store/read-wallet.ts'
import { newOrganization, openTestMoney, type TestMoney } from '../../store/testing/test-money.ts'
import { createStripe } from '../../stripe/create-stripe.ts'
import { type FakeSession, type FakeStripe, startFakeStripe, WEBHOOK_SECRET } from '../../stripe/testing/fake-stripe.ts'
import type { MoneyAlarm } from '../billing-deps.ts'
import type { WebhookDeps } from '../receive-stripe-event.ts'
import { type PurchaseOrder, startPurchase } from '../start-purchase.ts'

export type TestShop = {
  test: TestMoney
  stripe: FakeStripe
  deps: WebhookDeps
  /** Emptied by `reset`. */
  alarms: MoneyAlarm[]
  reset: () => void
  close: () => Promise<void>
}

export async function openTestShop(): Promise<TestShop> {
  const [test, stripe] = [await openTestMoney(), await startFakeStripe()]
  const alarms: MoneyAlarm[] = []
  const deps: WebhookDeps = {
    database: test.database,
    stripe: createStripe({ secretKey: 'sk_test_of_billing_0123456789', apiBaseUrl: stripe.baseUrl }),
    clock: systemClock,
    ids: systemIds,
    rules: {
      feeBasisPoints: 550n,
      feeMinimumCents: 80n,
      minimumCents: 500n,
      maximumCents: 2_500_000n,
      creditExpiryDays: 365,
      refundWindowHours: 24,
    },
    alarm: (alarm) => alarms.push(alarm),
    webhookSecrets: [WEBHOOK_SECRET],
  }
  return {
    test,
    stripe,
    deps,
    alarms,
    reset: () => {
      alarms.length = 0
      stripe.down = false
    },
    close: async () => {
      await stripe.close()
      await test.close()
    },
  }
}

export const newOrder = async (shop: TestShop, more: Partial<PurchaseOrder> = {}): Promise<PurchaseOrder> => ({
  organizationId: await newOrganization(shop.test, null),
  userId: 'usr_1',
  userEmail: 'ada@example.com',
  purchaseId: systemIds.next('purchase'),
  creditsCents: 2_500n,
  successUrl: 'http://localhost:3000/success',
  cancelUrl: 'http://localhost:3000/cancel',
  ...more,
})

/** Starts a purchase and gives what both sides have of it. */
export async function startOrder(
  shop: TestShop,
  more: Partial<PurchaseOrder> = {},
): Promise<{ order: PurchaseOrder; session: FakeSession }> {
  const order = await newOrder(shop, more)
  const outcome = await startPurchase(shop.deps, order)
  if (!outcome.ok) throw new Error(outcome.error.message)
  const session = shop.stripe.sessions.get((await readOrder(shop, order))?.stripeCheckoutId ?? '')
  if (!session) throw new Error('no session was made')
  return { order, session }
}

export const readOrder = (shop: TestShop, order: PurchaseOrder): Promise<Purchase | null> =>
  readPurchase(shop.test.database, order.organizationId, order.purchaseId)

export const availableTo = async (shop: TestShop, order: PurchaseOrder): Promise<NanoUsd> =>
  (await readWallet(shop.test.database, order.organizationId)).available
