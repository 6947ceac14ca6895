/**
 * Far more requests at once than the balance can pay for. Credit is held before a byte goes to a provider, so what does
 * not fit never gets there, the balance never goes below zero, and afterwards every cent is where the ledger says.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { buyCredits } from '../product/buy-credits.ts'
import { nanoUsd, sumOf } from '../product/exact-money.ts'
import { exactAmount, panel } from '../product/figures.ts'
import { type Answer, ask, type Credits, complete, readCredits } from '../product/gateway.ts'
import { expect, test } from '../product/journey.ts'
import { readLedger, readWallet } from '../product/ledger.ts'
import { runningProduct } from '../product/running-product.ts'
import { providerCallsWith, resetProviders, setProviderSpeed } from '../product/sandbox.ts'
import { billingPath, signUp } from '../product/sign-up.ts'

const PARALLEL = 200
/** $5 of credit over holds of a little more than 8,900 × $75 per million = $0.6675: seven fit, eight do not. */
const AFFORDABLE = 7
const REQUEST = { model: 'anthropic/claude-opus-4.1', max_tokens: 8_900 }
const SPEED_FACTOR = 10
const SAMPLE_EVERY_MS = 20
const MARKER = 'One of two hundred travellers at the gate.'
const LONGEST_VERIFY_MS = 60_000

test.afterAll(resetProviders)

test('200 requests at once on a balance that affords 7: at most 7 reach a provider, the rest get 402, and money adds up', async ({
  page,
}) => {
  const person = await signUp(page)
  await buyCredits(page, person, '5')
  await resetProviders()
  // Slow enough that nobody is done before everybody has asked, so no hold comes back in between.
  await setProviderSpeed(SPEED_FACTOR)

  const running = Promise.all(
    Array.from({ length: PARALLEL }, () => complete(person.secret, { ...REQUEST, messages: ask('', MARKER).messages })),
  )
  const samples = await sampleUntil(running, () => readCredits(person.secret))
  const answers = await running

  const admitted = answers.filter(({ status }) => status === 200)
  const refused = answers.filter(({ status }) => status === 402)
  expect(admitted.length + refused.length, statusesOf(answers)).toBe(PARALLEL)
  expect(admitted.length, 'as many as fit are served').toBe(AFFORDABLE)
  expect(await providerCallsWith(MARKER), 'a refused request reaches no provider').toHaveLength(admitted.length)
  for (const { error } of refused) expect(error?.metadata.limit_source).toBe('balance')

  expect(samples.length).toBeGreaterThan(3)
  for (const { available, held, posted } of samples) {
    expect(
      available >= 0n && held >= 0n && posted >= 0n,
      `${available} available, ${held} held, ${posted} posted`,
    ).toBe(true)
    expect(available + held).toBe(posted)
  }
  expect(
    samples.some(({ held }) => held > 0n),
    'credit is held while requests run',
  ).toBe(true)

  const spent = sumOf(admitted.map(({ cost }) => cost))
  const balance = nanoUsd('5') - spent
  expect(spent).toBeGreaterThan(0n)
  expect(await readLedger(person.organization)).toMatchObject({ balance, charged: spent })
  expect(await readWallet(person.organization)).toMatchObject({ available: balance, leased: 0n, settled: spent })
  await page.goto(billingPath(person))
  expect(await exactAmount(panel(page, 'balance'), 'available')).toBe(balance)
})

test('every invariant of money holds in the database of the running product', async () => {
  const { code, output } = await verifyMoney()
  expect(code, output).toBe(0)
})

const statusesOf = (answers: readonly Answer[]): string => answers.map(({ status }) => status).join(' ')

/** Reads again and again, one after the other, until the work is done. */
async function sampleUntil(work: Promise<unknown>, read: () => Promise<Credits>): Promise<Credits[]> {
  let isDone = false
  const finish = () => {
    isDone = true
  }
  work.then(finish, finish)
  const samples: Credits[] = []
  while (!isDone) {
    samples.push(await read())
    await setTimeout(SAMPLE_EVERY_MS)
  }
  return samples
}

function verifyMoney(): Promise<{ code: number | null; output: string }> {
  const root = path.join(import.meta.dirname, '../..')
  const child = spawn(process.execPath, ['packages/billing/src/verify-money-cli.ts'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: runningProduct().databaseUrl },
    timeout: LONGEST_VERIFY_MS,
  })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}
