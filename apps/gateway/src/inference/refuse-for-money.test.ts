import { readWallet } from '@turnpike/billing/store/read-wallet'
import { answer } from '@turnpike/testkit/scripted-upstream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectMoneyIntact } from '../testing/expect-money-intact.ts'
import { dollars, startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'

const ask = (more: object = {}) => ({
  model: 'lab/alone',
  messages: [{ role: 'user', content: 'Say something.' }],
  max_tokens: 1_000,
  ...more,
})

type Refused = {
  error: {
    code: number
    message: string
    metadata: {
      error_type: string
      limit_source: string
      needed_usd: string
      free_usd: string
      resets_at: string | null
    }
  }
}

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startTestGateway()
})
afterAll(() => gateway.close())
beforeEach(() => {
  gateway.upstream.calls.length = 0
  gateway.upstream.script('alpha', answer('one two three'))
})

const wallet = (organizationId: string) => readWallet(gateway.test.database, organizationId)

/** What one such request holds, as a refusal tells it. */
async function holdOf(body: object): Promise<bigint> {
  const pauper = await gateway.customer({})
  const refused = (await (await gateway.chat(pauper.secret, body)).json()) as Refused
  return dollars(refused.error.metadata.needed_usd)
}

describe('a request that money does not cover', () => {
  it('is refused before any byte goes upstream, and the refusal names limit, need and remedy', async () => {
    const customer = await gateway.customer({})
    const response = await gateway.chat(customer.secret, ask())
    const body = (await response.json()) as Refused
    expect(response.status).toBe(402)
    expect(body.error).toMatchObject({
      code: 402,
      metadata: { error_type: 'payment_required', limit_source: 'balance' },
    })
    expect(body.error.message).toContain('Add credits')
    expect(gateway.upstream.calls).toEqual([])
  })

  it('is refused by the limit of its key although the wallet is full, with what is used and when it resets', async () => {
    const customer = await gateway.customer({ credit: '10', keyLimit: { amount: '0.0001', period: 'day' } })
    const response = await gateway.chat(customer.secret, ask())
    const { error } = (await response.json()) as Refused
    const tomorrow = new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000).toISOString()
    expect(response.status).toBe(402)
    expect(error.metadata).toMatchObject({
      limit_source: 'key_limit',
      limit_usd: '0.0001',
      used_usd: '0',
      resets_at: tomorrow,
    })
    expect(error.message).toContain('resets at')
    expect(gateway.upstream.calls).toEqual([])
  })

  it('tells the largest max_tokens that passes, and that number does pass', async () => {
    const customer = await gateway.customer({ credit: '0.002' })
    const refused = await gateway.chat(customer.secret, ask())
    const { metadata } = ((await refused.json()) as { error: { metadata: { affordable_output_tokens: number } } }).error
    expect(refused.status).toBe(402)
    const accepted = await gateway.chat(customer.secret, ask({ max_tokens: metadata.affordable_output_tokens }))
    expect(accepted.status).toBe(200)
    const oneMore = await gateway.customer({ credit: '0.002' })
    const tooMuch = await gateway.chat(oneMore.secret, ask({ max_tokens: metadata.affordable_output_tokens + 1 }))
    expect(tooMuch.status).toBe(402)
  })

  it('that set no limit of its own is served with what is affordable', async () => {
    const customer = await gateway.customer({ credit: '0.002' })
    const response = await gateway.chat(customer.secret, { ...ask(), max_tokens: undefined })
    expect(response.status).toBe(200)
    const sent = gateway.upstream.calls[0]?.body
    expect(sent?.max_tokens).toBeGreaterThanOrEqual(256)
    expect(sent?.max_tokens).toBeLessThan(500)
    expect(response.headers.get('x-turnpike-output-limit')).toBe(String(sent?.max_tokens))
  })
})

describe('200 requests at once against a balance that affords 7', () => {
  it('admits at most 7, refuses the rest before any upstream byte, and never goes below zero', async () => {
    const hold = await holdOf(ask())
    const credit = hold * 7n
    const customer = await gateway.customer({ credit: `0.${credit.toString().padStart(9, '0')}` })
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    gateway.upstream.script('alpha', async (call, response) => {
      await gate
      await answer('one two three')(call, response)
    })
    const answers = Array.from({ length: 200 }, () => gateway.chat(customer.secret, ask()))
    let refusedCount = 0
    const allRefused = new Promise<void>((resolve) => {
      for (const pending of answers) {
        void pending.then((response) => {
          if (response.status === 402) refusedCount += 1
          if (refusedCount === 193) resolve()
        })
      }
    })
    await allRefused
    expect(gateway.upstream.calls).toHaveLength(7)
    expect(await wallet(customer.organizationId)).toMatchObject({ available: 0n, held: credit })
    release()
    const statuses = (await Promise.all(answers)).map((response) => response.status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(7)
    expect(statuses.filter((status) => status === 402)).toHaveLength(193)
    const after = await wallet(customer.organizationId)
    expect(after.held).toBe(0n)
    expect(after.settled).toBe(7n * 20_000n)
    expect(after.available).toBe(credit - after.settled)
    await expectMoneyIntact(gateway.test.database)
  })
})
