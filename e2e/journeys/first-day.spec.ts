/**
 * The first day of a new user, in one browser and in order: from the front page to a refused request that explains
 * itself. Money is compared to the last digit, between what the API said, what pages show and what the ledger holds.
 */

import { fillCard, TEST_CARD } from '../product/buy-credits.ts'
import { createKey } from '../product/create-key.ts'
import { nanoUsd, nanoUsdMillionths, sumOf } from '../product/exact-money.ts'
import { exactAmount, exactAmounts, figure, marked, panel } from '../product/figures.ts'
import { ask, complete, costOf, openaiClient, readCredits } from '../product/gateway.ts'
import { type ConsoleWatch, createConsoleWatch, expect, type Locator, type Page, test } from '../product/journey.ts'
import { readGenerationCost, readLedger, readWallet } from '../product/ledger.ts'
import { runningProduct } from '../product/running-product.ts'
import { clearProvider, eventsOfPurchase, resetProviders, switchProvider } from '../product/sandbox.ts'
import { billingPath, newEmail, PASSWORD, type Person, readPlace, signUp, workspacePath } from '../product/sign-up.ts'

const CHEAP_MODEL = 'openai/gpt-4o-mini'
const MANY_PROVIDERS_MODEL = 'meta-llama/llama-3.3-70b-instruct'
/** 75 dollars per million tokens of output. */
const DEAR_MODEL = 'anthropic/claude-opus-4.1'
const TEN_DOLLARS = nanoUsd('10')

test.describe('the first day of a new user', () => {
  test.describe.configure({ mode: 'serial' })

  let page: Page
  let watch: ConsoleWatch
  let person: Person
  /** The key with a limit of $1 a day. */
  let limitedKey = ''
  let streamedId = ''
  /** `usage.cost` of every answer. */
  const costs: bigint[] = []

  test.beforeAll(async ({ browser }) => {
    await resetProviders()
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    page = await context.newPage()
    watch = createConsoleWatch()
    watch.watch(page)
  })

  test.afterAll(async () => {
    await page.context().close()
    expect(watch.errors, 'a page reports an error to the console').toEqual([])
  })

  test('the front page leads to an account with two fields and one submit', async () => {
    await page.goto(runningProduct().dashboardUrl)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('A receipt for every request.')
    await page.getByRole('link', { name: 'Start', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible()
    await expect(page.locator('form input:visible')).toHaveCount(2)
    const email = newEmail()
    await page.getByLabel('Email').fill(email)
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByRole('heading', { name: 'Make your first call' })).toBeVisible()
    await expect(page.getByTestId('secret')).toBeVisible()
    person = { email, ...readPlace(page), secret: '' }
  })

  test('the first key is masked on the page and whole on the clipboard, in the key field and in the snippet', async () => {
    await page.getByRole('button', { name: 'Copy API key' }).click()
    person.secret = await page.evaluate(() => navigator.clipboard.readText())
    const lastFour = person.secret.slice(-4)
    await expect(page.getByTestId('secret')).toHaveText(new RegExp(`^sk-tp-.*…${lastFour}$`))
    expect(await page.content()).not.toContain(person.secret)

    await page.getByRole('button', { name: 'Copy curl snippet' }).click()
    const snippet = await page.evaluate(() => navigator.clipboard.readText())
    expect(snippet).toContain(`Authorization: Bearer ${person.secret}`)
    expect(snippet).toContain(`${runningProduct().gatewayUrl}/api/v1/chat/completions`)
    await expect(page.getByRole('tabpanel', { name: 'curl' })).toContainText(`…${lastFour}`)
  })

  test('a first call from elsewhere with the copied key turns the waiting line to 200 without a reload', async () => {
    await expect(page.getByText('Listening for your first request…')).toBeVisible()
    await markDocument(page)
    const snippet = await page.evaluate(() => navigator.clipboard.readText())
    const answer = await complete(person.secret, toBodyOfCurl(snippet))
    expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    expect(answer.text).not.toBe('')
    await expect(page.getByTestId('first-request')).toContainText('200', { timeout: 5_000 })
    await expect(page.getByText('First request succeeded')).toHaveCount(1)
    expect(await isSameDocument(page), 'the page was reloaded').toBe(true)
    costs.push(answer.cost)
    expect(answer.cost, 'the first call is free').toBe(0n)
  })

  test('buying $10 says the fee and the whole amount before the only Pay button, and the card is charged just that', async () => {
    await page.goto(billingPath(person))
    const form = page.getByRole('form', { name: 'Add credits' })
    await form.getByRole('radio', { name: '$10', exact: true }).check()
    await expect(figure(form, 'purchase-credits')).toHaveText('$10.00')
    await expect(figure(form, 'purchase-fee')).toHaveText('$0.80')
    await expect(figure(form, 'purchase-total')).toHaveText('$10.80')
    await form.getByRole('button', { name: 'Pay $10.80' }).click()

    await page.waitForURL(/\/checkout\//)
    await expect(page.getByTestId('total')).toHaveText('$10.80')
    await fillCard(page, TEST_CARD)
    await page.getByRole('button', { name: 'Pay $10.80' }).click()
    await page.waitForURL(/[?&]paid=/)
    await expect(figure(panel(page, 'balance'), 'available'), 'the balance within 5 s of the return').toHaveText(
      '$10.00',
      {
        timeout: 5_000,
      },
    )
    const purchaseId = new URL(page.url()).searchParams.get('paid') ?? ''
    expect(await chargedCents(purchaseId)).toEqual([1080])
  })

  test('what was bought is available on the page, through the API and in the ledger, once', async () => {
    const credits = await readCredits(person.secret)
    expect(credits.available).toBe(TEN_DOLLARS)
    expect(credits.total).toBe(TEN_DOLLARS)
    expect(await exactAmount(panel(page, 'balance'), 'available')).toBe(TEN_DOLLARS)
    expect(await readLedger(person.organization)).toMatchObject({ balance: TEN_DOLLARS, purchases: 1 })
  })

  test('a new key with a daily limit shows its secret once', async () => {
    limitedKey = await createKey(page, person, { name: 'ci-runner', dailyLimit: '1' })
    expect(limitedKey).toMatch(/^sk-tp-/)
    expect(limitedKey).not.toBe(person.secret)
    const row = page.getByRole('row', { name: /ci-runner/ })
    await expect(row).toContainText('of $1.00')
    expect(await page.content()).not.toContain(limitedKey)
    await page.reload()
    await expect(page.getByRole('row', { name: /ci-runner/ })).toBeVisible()
    expect(await page.content()).not.toContain(limitedKey)
  })

  test('the official client streams an answer with only base URL, key and model changed', async () => {
    const stream = await openaiClient(limitedKey).chat.completions.create({
      ...ask(CHEAP_MODEL, 'Describe a turnpike in two sentences.'),
      stream: true,
    })
    let text = ''
    let usage: object | null | undefined
    for await (const chunk of stream) {
      streamedId = chunk.id
      text += chunk.choices[0]?.delta.content ?? ''
      usage = chunk.usage ?? usage
    }
    expect(text.length).toBeGreaterThan(20)
    costs.push(costOf(usage))
    expect(costs.at(-1)).toBeGreaterThan(0n)
  })

  test('the official client gets a tool call with arguments that can be read', async () => {
    const completion = await openaiClient(limitedKey).chat.completions.create({
      ...ask(CHEAP_MODEL, 'What is the weather in Lisbon?'),
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            description: 'Weather of a city',
            parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
          },
        },
      ],
    })
    const [call] = completion.choices[0]?.message.tool_calls ?? []
    if (call?.type !== 'function') throw new Error(`no tool call: ${JSON.stringify(completion.choices)}`)
    expect(call.function.name).toBe('get_weather')
    expect(JSON.parse(call.function.arguments)).toHaveProperty('city')
    expect(completion.choices[0]?.finish_reason).toBe('tool_calls')
    costs.push(costOf(completion.usage))
  })

  test('the request is in Logs, and the lines of its receipt add up to what the API said it cost', async () => {
    await page.goto(workspacePath(person, '/logs'))
    const row = page.locator(`[data-request-link="${streamedId}"]`)
    await row.click()
    const sheet = page.getByRole('dialog', { name: 'Request' })
    await expectReceipt(sheet.locator(`[data-request="${streamedId}"]`), costs[1] ?? 0n)
    await expect(panel(sheet, 'time')).toContainText(/first token after \d/)
    await expect(page).toHaveURL(new RegExp(`/logs/${streamedId}`))
    await page.reload()
    await expectReceipt(page.locator(`[data-request="${streamedId}"]`), costs[1] ?? 0n)
  })

  test('Analytics shows the spend to the last digit: as the answers, the credits API and the ledger', async () => {
    await expectSpendEverywhere(page, person, sumOf(costs))
  })

  test('a provider that fails is skipped, the answer still comes, and the attempt is in the detail', async () => {
    await switchProvider('groq', { mode: 'failing' })
    const answer = await complete(limitedKey, {
      ...ask(MANY_PROVIDERS_MODEL, 'Name three bridges.'),
      provider: { order: ['groq', 'together'] },
    })
    await clearProvider('groq')
    expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    expect(answer.text).not.toBe('')
    costs.push(answer.cost)

    await page.goto(workspacePath(person, `/logs/${answer.id}`))
    const detail = page.locator(`[data-request="${answer.id}"]`)
    await expect(marked(detail, 'explanation')).toHaveText(/Groq.* failed \(5\d\d after .*\), so Together.* served it/)
    await expect(panel(detail, 'time').getByRole('row', { name: /Groq/ })).toContainText(/5\d\d/)
    await expect(detail).toContainText('after 1 retry')
    await expect(panel(detail, 'time')).toContainText('The answer came in one piece.')
    await expectReceipt(detail, answer.cost)
  })

  test('the key refuses the request that would cross its limit, and names limit, use and reset', async () => {
    const used = sumOf(costs)
    const refused = await complete(limitedKey, { ...ask(DEAR_MODEL, 'Write a book.'), max_tokens: 16_000 })
    expect(refused.status).toBe(402)
    const { message = '', metadata = {} } = refused.error ?? {}
    expect(metadata).toMatchObject({ limit_source: 'key_limit', period: 'day' })
    expect(nanoUsd(String(metadata.limit_usd))).toBe(nanoUsd('1'))
    expect(nanoUsd(String(metadata.used_usd))).toBe(used)
    expect(Date.parse(String(metadata.resets_at))).toBe(nextMidnightUtc())
    expect(message).toContain(`limit $${metadata.limit_usd}`)
    expect(message).toContain(`used $${metadata.used_usd}`)
    expect(message).toContain(`resets at ${metadata.resets_at}`)
  })

  test('the refused request is explained in Logs with the same figures, and costs nothing', async () => {
    await page.goto(workspacePath(person, '/logs?status=refused'))
    const link = page.locator('[data-request-link]')
    await expect(link).toHaveCount(1)
    await expect(page.getByText(/Refused: key limit leaves \$/)).toBeVisible()
    await page.goto(workspacePath(person, `/logs/${await link.getAttribute('data-request-link')}`))
    const refusal = panel(page, 'refusal')
    await expect(refusal.getByRole('heading', { level: 2 })).toContainText('key limit of ci-runner')
    expect(await exactAmount(refusal, 'limit')).toBe(nanoUsd('1'))
    expect(await exactAmount(refusal, 'used')).toBe(sumOf(costs))
    await expect(refusal).toContainText(/resets/i)
    await expect(marked(refusal, 'affordable-output')).toHaveText(/^max_tokens: \d+$/)
    expect(await exactAmount(panel(page, 'receipt'), 'charged')).toBe(0n)
  })

  test('the largest output that the refusal offers is served', async () => {
    const offer = await marked(panel(page, 'refusal'), 'affordable-output').textContent()
    const maxTokens = Number(/\d+/.exec(offer ?? '')?.[0])
    const answer = await complete(limitedKey, { ...ask(DEAR_MODEL, 'Write a book.'), max_tokens: maxTokens })
    expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    costs.push(answer.cost)
  })

  test('at the end of the day the spend is the same everywhere', async () => {
    await expectSpendEverywhere(page, person, sumOf(costs))
  })
})

test('the first call succeeds from the Welcome page itself, and its receipt opens', async ({ page }) => {
  const person = await signUp(page)
  await markDocument(page)
  await page.getByRole('button', { name: 'Run it here with this key' }).click()
  await expect(page.getByTestId('run-here-answer')).not.toBeEmpty()
  await expect(page.getByTestId('first-request')).toContainText('200', { timeout: 5_000 })
  expect(await isSameDocument(page), 'the page was reloaded').toBe(true)
  await page.getByRole('link', { name: 'Open receipt' }).click()
  await expect(panel(page, 'receipt')).toBeVisible()
  await expect(figure(panel(page, 'receipt'), 'charged')).toHaveAttribute('value', '0')
  expect(page.url()).toContain(workspacePath(person, '/logs/'))
})

test('a first call with a wrong key is explained on the Welcome page', async ({ page }) => {
  const listening = page.waitForResponse(/\/api\/live/)
  const person = await signUp(page)
  await listening
  const refused = await complete(`${person.secret.slice(0, -4)}zzzz`, ask(CHEAP_MODEL, 'Hello'))
  expect(refused.status).toBe(401)
  await expect(panel(page, 'welcome-request')).toContainText(/401.*zzzz/, { timeout: 5_000 })
})

test('a reload of the Welcome page leaves the secret nowhere in the browser', async ({ page }) => {
  const { secret } = await signUp(page)
  await page.reload()
  await expect(page.getByText("This key's secret is no longer available.")).toBeVisible()
  expect(await page.content()).not.toContain(secret)
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  )
  expect(stored).not.toContain(secret)
})

/** Leaves a mark that only this document has; a reload loses it. */
const markDocument = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.body.dataset.marked = 'yes'
  })
const isSameDocument = (page: Page): Promise<boolean> => page.evaluate(() => document.body.dataset.marked === 'yes')

/** The request body in the curl snippet that was copied. */
function toBodyOfCurl(snippet: string): Record<string, unknown> {
  const [, body = ''] = /-d '(.*)'$/s.exec(snippet.trim()) ?? []
  return JSON.parse(body) as Record<string, unknown>
}

async function chargedCents(purchaseId: string): Promise<unknown[]> {
  const events = await eventsOfPurchase(purchaseId)
  return events.filter(({ type }) => type === 'charge.succeeded').map(({ data }) => data.object.amount)
}

async function expectReceipt(detail: Locator, cost: bigint): Promise<void> {
  const receipt = panel(detail, 'receipt')
  await expect(figure(receipt, 'charged')).toBeVisible()
  const values = await receipt
    .locator('figure dd data')
    .evaluateAll((figures) => figures.map((each) => each.getAttribute('value') ?? ''))
  const charged = values.pop() ?? ''
  expect(sumOf(values.map(nanoUsdMillionths)), `the lines ${values.join(' + ')}`).toBe(nanoUsdMillionths(charged))
  expect(nanoUsd(charged)).toBe(cost)
}

async function expectSpendEverywhere(page: Page, person: Person, spend: bigint): Promise<void> {
  await page.goto(workspacePath(person, '/analytics'))
  await expect(figure(page, 'spend').first()).toBeVisible()
  expect(await exactAmount(page, 'spend'), 'Analytics').toBe(spend)
  expect(sumOf(await exactAmounts(page, 'row-spend')), 'the rows of the table in Analytics').toBe(spend)
  expect((await readCredits(person.secret)).used, 'GET /api/v1/credits').toBe(spend)
  expect((await readLedger(person.organization)).charged, 'the ledger').toBe(spend)
  expect((await readWallet(person.organization)).settled, 'the wallet').toBe(spend)
  expect(await readGenerationCost(person.organization), 'the rows of the requests').toBe(spend)
}

function nextMidnightUtc(): number {
  const now = new Date()
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)
}
