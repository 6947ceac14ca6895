/**
 * Every page with real content, in light and dark, wide and narrow: pictures for people to look at (in `screenshots/`),
 * and for each of them no violation that axe can find, no sideways scroll at 320 px and no error in the console.
 */

import { examine } from '../product/appearance.ts'
import { buyCredits, startPurchase } from '../product/buy-credits.ts'
import { createKey } from '../product/create-key.ts'
import { panel } from '../product/figures.ts'
import { ask, complete } from '../product/gateway.ts'
import { type Cookie, expect, type Page, test } from '../product/journey.ts'
import { runningProduct } from '../product/running-product.ts'
import { clearProvider, resetProviders, switchProvider } from '../product/sandbox.ts'
import { billingPath, newEmail, type Person, signUp, workspacePath } from '../product/sign-up.ts'

const WIDE = { width: 1440, height: 900 }
const MODELS = [
  'openai/gpt-4o-mini',
  'anthropic/claude-haiku-4.5',
  'meta-llama/llama-3.3-70b-instruct',
  'deepseek/deepseek-chat-v3.1',
  'mistralai/mistral-nemo',
  'qwen/qwen3-32b',
  'openai/gpt-5-mini',
]

test.describe('to a visitor', () => {
  for (const { name, path, heading } of [
    { name: 'landing', path: '/', heading: /One endpoint for every model/ },
    { name: 'signup', path: '/signup', heading: 'Create your account' },
    { name: 'login', path: '/login', heading: /Log in/ },
  ]) {
    test(name, async ({ page }) => {
      await page.goto(runningProduct().dashboardUrl + path)
      await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
      await examine(page, { name })
    })
  }

  test('signup with errors', async ({ page }) => {
    await page.goto(`${runningProduct().dashboardUrl}/signup`)
    await page.getByLabel('Email').fill(newEmail())
    await page.getByRole('textbox', { name: 'Password' }).fill('short')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByRole('textbox', { name: 'Password' })).toHaveAttribute('aria-invalid', 'true')
    await examine(page, { name: 'signup-errors' })
  })
})

test('to a newcomer: welcome, and pages with nothing on them yet', async ({ page }) => {
  const newcomer = await signUp(page)
  await examine(page, { name: 'welcome' })
  await page.setViewportSize(WIDE)
  await page.getByRole('button', { name: 'Run it here with this key' }).click()
  await expect(page.getByTestId('first-request')).toContainText('200')
  await examine(page, { name: 'welcome-done' })
  await page.goto(workspacePath(newcomer))
  await expect(panel(page, 'spendable')).toBeVisible()
  await examine(page, { name: 'home-first-day' })
  await openAnalytics(page, newcomer)
  await examine(page, { name: 'analytics-first-day' })
  await page.goto(billingPath(newcomer))
  await expect(panel(page, 'balance')).toBeVisible()
  await examine(page, { name: 'credits-first-day' })
})

test.describe('to somebody at work', () => {
  let person: Person
  let cookies: Cookie[]
  let retriedId = ''
  let refusedId = ''

  test.beforeAll(async ({ browser }) => {
    const page = await browser.newPage()
    person = await signUp(page)
    await buyCredits(page, person, '25')
    ;({ retriedId, refusedId } = await makeHistory(page, person))
    cookies = await page.context().cookies()
    await page.close()
  })

  test.beforeEach(({ context }) => context.addCookies(cookies))

  test('home', async ({ page }) => {
    await page.goto(workspacePath(person))
    await expect(panel(page, 'spend')).toHaveAttribute('data-state', 'ready')
    await examine(page, { name: 'home' })
  })

  test('keys', async ({ page }) => {
    await page.goto(workspacePath(person, '/keys'))
    await expect(page.getByRole('row', { name: /ci-runner/ })).toBeVisible()
    await examine(page, { name: 'keys' })
  })

  test('creating a key', async ({ page }) => {
    await page.goto(workspacePath(person, '/keys'))
    await page.getByRole('button', { name: 'Create key' }).click()
    await expect(page.getByRole('dialog', { name: 'Create key' })).toBeVisible()
    await examine(page, { name: 'keys-create', isLayer: true })
    await page.setViewportSize(WIDE)
    await page.getByRole('dialog').getByLabel('Name').fill('web-prod')
    await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click()
    await expect(page.getByRole('dialog', { name: 'Key created' })).toBeVisible()
    await examine(page, { name: 'keys-created', isLayer: true })
  })

  test('key detail', async ({ page }) => {
    await page.goto(workspacePath(person, '/keys'))
    await page.getByRole('link', { name: 'ci-runner' }).click()
    await expect(panel(page, 'key-limits')).toHaveAttribute('data-state', 'ready')
    await examine(page, { name: 'key-detail' })
  })

  test('credits', async ({ page }) => {
    await page.goto(billingPath(person))
    await expect(panel(page, 'purchases')).toHaveAttribute('data-state', 'ready')
    await examine(page, { name: 'credits' })
  })

  test('ledger', async ({ page }) => {
    await page.goto(`${billingPath(person)}?tab=ledger`)
    await expect(panel(page, 'ledger')).toHaveAttribute('data-state', 'ready')
    await examine(page, { name: 'ledger' })
  })

  test('checkout', async ({ page }) => {
    await startPurchase(page, person, '10')
    await examine(page, { name: 'checkout' })
  })

  test('analytics', async ({ page }) => {
    await openAnalytics(page, person)
    await examine(page, { name: 'analytics' })
  })

  test('logs', async ({ page }) => {
    await page.goto(workspacePath(person, '/logs'))
    await expect(panel(page, 'requests')).toHaveAttribute('data-state', 'ready')
    await examine(page, { name: 'logs' })
  })

  test('request in a sheet', async ({ page }) => {
    await page.goto(workspacePath(person, '/logs'))
    await page.locator(`[data-request-link="${retriedId}"]`).click()
    await expect(panel(page.getByRole('dialog'), 'receipt')).toBeVisible()
    await examine(page, { name: 'request-sheet', isLayer: true })
  })

  test('request', async ({ page }) => {
    await page.goto(workspacePath(person, `/logs/${retriedId}`))
    await expect(panel(page, 'receipt')).toBeVisible()
    await examine(page, { name: 'request' })
  })

  test('refused request', async ({ page }) => {
    await page.goto(workspacePath(person, `/logs/${refusedId}`))
    await expect(panel(page, 'refusal')).toBeVisible()
    await examine(page, { name: 'request-refused' })
  })

  test('not found', async ({ page, consoleWatch }) => {
    consoleWatch.allow({ text: /status of 404/, why: 'the page itself is a 404' })
    const answer = await page.goto(workspacePath(person, '/no-such-page'))
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await examine(page, { name: 'not-found' })
  })
})

/** The chart's code is loaded after the page. */
async function openAnalytics(page: Page, person: Person): Promise<void> {
  await page.goto(workspacePath(person, '/analytics'))
  await expect(page.getByRole('heading', { name: 'Analytics', level: 1 })).toBeVisible()
  await expect(panel(page, 'chart').getByRole('slider').locator('svg')).toBeVisible()
}

/** A few requests of each kind, as on a first afternoon: answered, answered by the second provider, refused. */
async function makeHistory(page: Page, person: Person): Promise<{ retriedId: string; refusedId: string }> {
  await resetProviders()
  const limitedKey = await createKey(page, person, { name: 'ci-runner', dailyLimit: '1' })
  for (const [index, model] of MODELS.entries()) {
    const key = index % 2 === 0 ? person.secret : limitedKey
    const answer = await complete(key, ask(model, `Explain bridge number ${index} in a paragraph.`))
    expect(answer.status, `${model}: ${JSON.stringify(answer.error)}`).toBe(200)
  }
  await switchProvider('groq', { mode: 'failing' })
  const retried = await complete(person.secret, {
    ...ask('meta-llama/llama-3.3-70b-instruct', 'Name three bridges.'),
    provider: { order: ['groq', 'together'] },
  })
  await clearProvider('groq')
  await complete(limitedKey, { ...ask('anthropic/claude-opus-4.1', 'Write a book.'), max_tokens: 16_000 })
  await page.goto(workspacePath(person, '/logs?status=refused'))
  const refused = page.locator('[data-request-link]')
  await expect(refused).toHaveCount(1)
  return { retriedId: retried.id, refusedId: (await refused.getAttribute('data-request-link')) ?? '' }
}
