import { expect, type Page } from '@playwright/test'
import { billingPath, type Person } from './sign-up.ts'

export const TEST_CARD = '4242 4242 4242 4242'
export const DECLINED_CARD = '4000 0000 0000 0002'
export const AUTHENTICATED_CARD = '4000 0025 0000 3155'

/** Chooses the amount and goes on to the payment page. Returns the purchase's id. */
export async function startPurchase(page: Page, person: Person, dollars: string): Promise<string> {
  await page.goto(billingPath(person))
  await chooseAmount(page, dollars)
  await page.getByRole('button', { name: /^Pay \$/ }).click()
  await page.waitForURL(/\/checkout\//)
  return readPurchaseId(page)
}

export async function chooseAmount(page: Page, dollars: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Add credits' })
  await form.getByLabel('Other amount').fill(dollars)
  await expect(form.getByRole('button', { name: /^Pay \$/ })).toBeEnabled()
}

/** The payment page leads back to where the purchase is followed. */
async function readPurchaseId(page: Page): Promise<string> {
  const back = await page.getByRole('link', { name: '← Back' }).getAttribute('href')
  const id = new URL(back ?? '').searchParams.get('cancelled')
  if (!id) throw new Error(`the way back names no purchase: ${back}`)
  return id
}

export async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiry (MM / YY)').fill('12 / 34')
  await page.getByLabel('CVC').fill('123')
  await page.getByLabel('Name on card').fill('Dana Developer')
}

export async function payWithCard(page: Page, number: string): Promise<void> {
  await fillCard(page, number)
  await page.getByRole('button', { name: /^Pay \$/ }).click()
}

/** From the amount to credit that is posted. */
export async function buyCredits(page: Page, person: Person, dollars: string): Promise<string> {
  const purchaseId = await startPurchase(page, person, dollars)
  await payWithCard(page, TEST_CARD)
  await page.waitForURL(/[?&]paid=/)
  await expect(page.getByRole('region', { name: 'Your purchase' })).toContainText('Purchase · posted.')
  return purchaseId
}

/** Pays without a browser, so that nobody comes back from the payment page. Returns where the payer would be led. */
export async function payWithoutReturning(page: Page): Promise<string> {
  const answer = await page.request.post(`${page.url()}/pay`, {
    form: { number: TEST_CARD, expiry: '12 / 34', cvc: '123', name: 'Dana Developer' },
    maxRedirects: 0,
  })
  expect(answer.status(), await answer.text()).toBe(303)
  return answer.headers().location ?? ''
}
