/**
 * The four jobs of the product by keyboard alone: sign up, buy credits, create a key, read what was spent. No mouse is
 * used anywhere in this file, and what has focus is marked at every stop.
 */
import { TEST_CARD } from '../product/buy-credits.ts'
import { figure, panel } from '../product/figures.ts'
import { ask, complete } from '../product/gateway.ts'
import { type ConsoleWatch, createConsoleWatch, expect, type Page, test } from '../product/journey.ts'
import { pressOn, tabTo, typeInto } from '../product/keyboard.ts'
import { runningProduct } from '../product/running-product.ts'
import { newEmail, PASSWORD } from '../product/sign-up.ts'

test.describe('by keyboard alone', () => {
  test.describe.configure({ mode: 'serial' })

  let page: Page
  let watch: ConsoleWatch
  let secret = ''

  test.beforeAll(async ({ browser }) => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    page = await context.newPage()
    watch = createConsoleWatch()
    watch.watch(page)
  })

  test.afterAll(async () => {
    await page.context().close()
    expect(watch.errors, 'a page reports an error to the console').toEqual([])
  })

  test('one can sign up', async () => {
    await page.goto(runningProduct().dashboardUrl)
    await pressOn(page, page.getByRole('link', { name: 'Start', exact: true }))
    await typeInto(page, page.getByLabel('Email'), newEmail())
    await typeInto(page, page.getByRole('textbox', { name: 'Password' }), PASSWORD)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Make your first call' })).toBeVisible()
    await pressOn(page, page.getByRole('button', { name: 'Copy API key' }))
    secret = await page.evaluate(() => navigator.clipboard.readText())
    expect(secret).toMatch(/^sk-tp-/)
  })

  test('one can skip to the content of a page', async () => {
    await page.reload()
    const skip = page.getByRole('link', { name: /skip to/i }).first()
    await page.keyboard.press('Tab')
    await expect(skip).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
  })

  test('one can buy credits', async () => {
    await page.reload()
    await pressOn(page, page.getByTestId('spendable-pill'))
    await pressOn(page, page.getByRole('dialog').getByRole('link', { name: 'Add credits' }))
    const form = page.getByRole('form', { name: 'Add credits' })
    await expect(form).toBeVisible()
    await tabTo(page, form.getByRole('radio', { checked: true }))
    await page.keyboard.press('ArrowLeft')
    await expect(form.getByRole('radio', { name: '$10', exact: true })).toBeChecked()
    await pressOn(page, form.getByRole('button', { name: 'Pay $10.80' }))
    await typeInto(page, page.getByLabel('Card number'), TEST_CARD)
    await typeInto(page, page.getByLabel('Expiry (MM / YY)'), '12 / 34')
    await typeInto(page, page.getByLabel('CVC'), '123')
    await typeInto(page, page.getByLabel('Name on card'), 'Dana Developer')
    await page.keyboard.press('Enter')
    await expect(figure(panel(page, 'balance'), 'available')).toHaveText('$10.00')
  })

  test('one can create a key, and focus comes back to where one was', async () => {
    // The organization's pages have the workspace's navigation too.
    await pressOn(page, page.getByRole('navigation', { name: 'Workspace' }).getByRole('link', { name: 'Keys' }))
    const open = page.getByRole('button', { name: 'Create key' })
    await pressOn(page, open)
    const dialog = page.getByRole('dialog', { name: 'Create key' })
    await typeInto(page, dialog.getByLabel('Name'), 'by-keyboard')
    await typeInto(page, dialog.getByLabel('Limit', { exact: true }), '2')
    await page.keyboard.press('Enter')
    const created = page.getByRole('dialog', { name: 'Key created' })
    await expect(created).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(created, 'a secret that was not copied stays').toBeVisible()
    await expect(created.getByRole('button', { name: 'Copy API key' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(created.getByText('Copied')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(open).toBeFocused()
    await expect(page.getByRole('row', { name: /by-keyboard/ })).toContainText('of $2.00')
  })

  test('one can read what was spent, to the last digit', async () => {
    const answer = await complete(secret, ask('openai/gpt-4o-mini', 'Count to ten.'))
    expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    await pressOn(page, page.getByRole('navigation', { name: 'Workspace' }).getByRole('link', { name: 'Home' }))
    const spend = page.getByRole('link', { name: /^Spend/ })
    await tabTo(page, spend)
    const exact = await figure(spend, 'spend').getAttribute('value')
    await expect(page.getByText(`$${exact}`, { exact: true }), 'focus shows the exact amount').toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Analytics', level: 1 })).toBeVisible()
    await expect(figure(page, 'spend').first()).toHaveAttribute('value', exact ?? '')
  })
})
