/**
 * What Stripe says arrives late, twice, in any order or not from Stripe at all. Whatever happens, a purchase is credited
 * exactly once, and only when Stripe itself holds the money: checked on the page, through the API and in the ledger.
 */
import {
  AUTHENTICATED_CARD,
  DECLINED_CARD,
  fillCard,
  payWithCard,
  payWithoutReturning,
  startPurchase,
  TEST_CARD,
} from '../product/buy-credits.ts'
import { readRows } from '../product/database.ts'
import { nanoUsd } from '../product/exact-money.ts'
import { exactAmount, figure, panel } from '../product/figures.ts'
import { readCredits } from '../product/gateway.ts'
import { expect, type Page, test } from '../product/journey.ts'
import { readLedger, readWallet } from '../product/ledger.ts'
import {
  deliverInOrder,
  eventsOfPurchase,
  type Forgery,
  forge,
  pauseWebhooks,
  resumeWebhooks,
  type StripeEvent,
} from '../product/sandbox.ts'
import { billingPath, type Person, signUp } from '../product/sign-up.ts'

const FORGERIES: readonly Forgery[] = [
  'wrong_signature',
  'wrong_secret',
  'old_timestamp',
  'changed_body',
  'missing_signature',
]
const TEN_DOLLARS = nanoUsd('10')

test.afterEach(async () => {
  await resumeWebhooks()
})

test('a purchase is credited by the webhook alone, before the payer comes back from the payment page', async ({
  page,
}) => {
  const person = await signUp(page)
  await startPurchase(page, person, '10')
  const returnAddress = await payWithoutReturning(page)
  await expect.poll(async () => (await readCredits(person.secret)).total).toBe(TEN_DOLLARS)
  await expectBookedOnce(person, TEN_DOLLARS)
  await page.goto(returnAddress)
  await expectCreditedOnce(page, person, TEN_DOLLARS)
})

test('a purchase is credited by the return alone, when no webhook arrives, and not again when they do', async ({
  page,
}) => {
  const person = await signUp(page)
  await pauseWebhooks()
  const purchaseId = await startPurchase(page, person, '10')
  await payWithCard(page, TEST_CARD)
  await page.waitForURL(/[?&]paid=/)
  await expectCreditedOnce(page, person, TEN_DOLLARS)
  const events = await eventsOfPurchase(purchaseId)
  expect(await deliverInOrder(idsOf(events))).toEqual(events.map(() => 200))
  await expectCreditedOnce(page, person, TEN_DOLLARS)
})

test('five deliveries of every event, the last event first, credit a purchase once', async ({ page }) => {
  const person = await signUp(page)
  await pauseWebhooks()
  const purchaseId = await startPurchase(page, person, '10')
  const returnAddress = await payWithoutReturning(page)
  expect((await readLedger(person.organization)).purchases, 'nothing is credited before anything arrives').toBe(0)
  const events = await eventsOfPurchase(purchaseId)
  expect(events.length).toBeGreaterThanOrEqual(3)
  const backwards = idsOf(events).toReversed()
  const fiveTimes = [backwards, backwards, idsOf(events), backwards, idsOf(events)].flat()
  expect(await deliverInOrder(fiveTimes)).toEqual(fiveTimes.map(() => 200))
  await expectBookedOnce(person, TEN_DOLLARS)
  await page.goto(returnAddress)
  await expectCreditedOnce(page, person, TEN_DOLLARS)
})

test('the same event delivered five times at once credits a purchase once', async ({ page }) => {
  const person = await signUp(page)
  await pauseWebhooks()
  const purchaseId = await startPurchase(page, person, '10')
  const returnAddress = await payWithoutReturning(page)
  const completed = completedIn(await eventsOfPurchase(purchaseId))
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => deliverInOrder([completed.id])))
  expect(answers.flat().filter((status) => status === 200).length, `${answers}`).toBeGreaterThan(0)
  await page.goto(returnAddress)
  await expectCreditedOnce(page, person, TEN_DOLLARS)
})

test('a forged webhook is refused with 400 and leaves no trace', async ({ page }) => {
  const person = await signUp(page)
  await pauseWebhooks()
  const purchaseId = await startPurchase(page, person, '10')
  await payWithoutReturning(page)
  const events = await eventsOfPurchase(purchaseId)
  const completed = completedIn(events)
  const before = await countStoredEvents()
  for (const kind of FORGERIES) expect(await forge(kind, completed), kind).toBe(400)
  expect(await countStoredEvents()).toBe(before)
  expect((await readLedger(person.organization)).purchases).toBe(0)
  expect((await readCredits(person.secret)).total).toBe(0n)
  // The very same event, rightly signed, is what those forgeries pretended to be.
  await deliverInOrder([completed.id])
  await page.goto(billingPath(person))
  await expectCreditedOnce(page, person, TEN_DOLLARS)
})

test('a rightly signed event about money that Stripe does not have credits nothing', async ({ page }) => {
  const person = await signUp(page)
  await pauseWebhooks()
  const purchaseId = await startPurchase(page, person, '10')
  const session = readSession(page)
  await forge('none', toLie(session, purchaseId))
  expect((await readLedger(person.organization)).purchases).toBe(0)
  expect((await readCredits(person.secret)).total).toBe(0n)
  await page.goto(billingPath(person))
  await expect(figure(panel(page, 'balance'), 'available')).toHaveText('$0.00')
})

test('a declined card credits nothing, says why, and keeps the amount', async ({ page }) => {
  const person = await signUp(page)
  const purchaseId = await startPurchase(page, person, '12')
  await payWithCard(page, DECLINED_CARD)
  await expect(page.getByRole('alert')).toContainText(/declined/i)
  await page.getByRole('link', { name: '← Back' }).click()
  await expect(page.getByRole('region', { name: 'Your purchase' })).toContainText(
    /The payment was declined: .*card was declined/,
  )
  await expect(figure(panel(page, 'balance'), 'available')).toHaveText('$0.00')
  await expect(figure(page, 'purchase-credits')).toHaveText('$12.00')
  expect(await readLedger(person.organization)).toMatchObject({ balance: 0n, purchases: 0 })

  await page.getByRole('button', { name: /^Pay \$12\.80/ }).click()
  await page.waitForURL(/\/checkout\//)
  await payWithCard(page, TEST_CARD)
  await page.waitForURL(new RegExp(`paid=${purchaseId}`))
  await expectCreditedOnce(page, person, nanoUsd('12'))
})

test('a card that asks for authentication is credited after it, and not before', async ({ page }) => {
  const person = await signUp(page)
  await startPurchase(page, person, '10')
  await fillCard(page, AUTHENTICATED_CARD)
  await page.getByRole('button', { name: /^Pay \$/ }).click()
  await expect(page.getByRole('button', { name: 'Complete authentication' })).toBeVisible()
  expect((await readLedger(person.organization)).purchases).toBe(0)
  await page.getByRole('button', { name: 'Complete authentication' }).click()
  await page.waitForURL(/[?&]paid=/)
  await expectCreditedOnce(page, person, TEN_DOLLARS)
})

test('a second click on Pay is the same purchase', async ({ page }) => {
  const person = await signUp(page)
  await page.goto(billingPath(person))
  await page.getByRole('button', { name: /^Pay \$/ }).dblclick()
  await page.waitForURL(/\/checkout\//)
  const purchases = await readRows(
    'select p.id from purchase p join organization o on o.id = p.organization_id where o.slug = $1',
    [person.organization],
  )
  expect(purchases).toHaveLength(1)
})

const idsOf = (events: readonly StripeEvent[]): string[] => events.map(({ id }) => id)

function completedIn(events: readonly StripeEvent[]): StripeEvent {
  const found = events.find(({ type }) => type === 'checkout.session.completed')
  if (!found) throw new Error(`no checkout.session.completed among ${events.map(({ type }) => type)}`)
  return found
}

const countStoredEvents = async (): Promise<number> => (await readRows('select 1 from inbound_event', [])).length

/** The session's id, from the address of the payment page. */
function readSession(page: Page): string {
  const [, id = ''] = /\/checkout\/([^/?]+)/.exec(page.url()) ?? []
  expect(id).not.toBe('')
  return id
}

const toLie = (sessionId: string, purchaseId: string): StripeEvent => ({
  id: `evt_lie_${sessionId}`,
  type: 'checkout.session.completed',
  data: {
    object: {
      id: sessionId,
      object: 'checkout.session',
      mode: 'payment',
      status: 'complete',
      payment_status: 'paid',
      currency: 'usd',
      amount_total: 1080,
      client_reference_id: purchaseId,
      metadata: { purchase_id: purchaseId },
    },
  },
})

/** Once on the balance page, which is open, and everywhere else. */
async function expectCreditedOnce(page: Page, person: Person, amount: bigint): Promise<void> {
  await expect(async () => expect(await exactAmount(panel(page, 'balance'), 'available')).toBe(amount)).toPass({
    timeout: 5_000,
  })
  await expectBookedOnce(person, amount)
}

/** Once through the API, in the wallet and in the ledger. */
async function expectBookedOnce(person: Person, amount: bigint): Promise<void> {
  const credits = await readCredits(person.secret)
  expect({ total: credits.total, available: credits.available }).toEqual({ total: amount, available: amount })
  expect(await readLedger(person.organization)).toMatchObject({ balance: amount, purchases: 1 })
  expect((await readWallet(person.organization)).credited).toBe(amount)
}
