import { findGeneration } from '@turnpike/activity/store/find-generation'
import { readWallet } from '@turnpike/billing/store/read-wallet'
import { answer, breakOffAfter, refuse, stallAfter } from '@turnpike/testkit/scripted-upstream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectMoneyIntact } from '../testing/expect-money-intact.ts'
import { parseChunks, readStream, textOf } from '../testing/read-stream.ts'
import { dollars, startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'

const ask = (model: string, more: object = {}) => ({
  model,
  messages: [{ role: 'user', content: 'Say something.' }],
  max_tokens: 100,
  ...more,
})
/** 10 tokens at $1 and 5 at $2 a million. */
const COST = 20_000n

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startTestGateway()
})
afterAll(() => gateway.close())
beforeEach(() => {
  gateway.upstream.calls.length = 0
  for (const provider of ['alpha', 'beta', 'gamma']) gateway.upstream.script(provider, answer('one two three'))
})

const wallet = (organizationId: string) => readWallet(gateway.test.database, organizationId)
const generationOf = async (organizationId: string, response: Response) => {
  const found = await findGeneration(
    gateway.test.database,
    organizationId,
    response.headers.get('x-generation-id') ?? '',
  )
  if (!found) throw new Error('every request of a known key is recorded')
  return found
}
/** Waits for something that happens after the client has gone; bounded, because it may never. */
async function eventually<Value>(read: () => Promise<Value | null>): Promise<Value> {
  const until = Date.now() + 10_000
  for (;;) {
    const value = await read()
    if (value !== null) return value
    if (Date.now() > until) throw new Error('it did not happen within ten seconds')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('an answered request', () => {
  it('is charged its exact price, once, in wallet, ledger, answer and record alike', async () => {
    const customer = await gateway.customer({ credit: '1' })
    const response = await gateway.chat(customer.secret, ask('lab/alone'))
    const body = (await response.json()) as { id: string; provider: string; usage: { cost: number } }
    expect(response.status).toBe(200)
    expect(body).toMatchObject({
      object: 'chat.completion',
      model: 'lab/alone',
      provider: 'Alpha (simulated)',
      choices: [{ message: { role: 'assistant', content: 'one two three' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15, cost: 0.00002 },
    })
    expect(await wallet(customer.organizationId)).toMatchObject({
      settled: COST,
      held: 0n,
      available: dollars('1') - COST,
    })
    const generation = await generationOf(customer.organizationId, response)
    expect(generation).toMatchObject({ id: body.id, status: 200, outcome: 'succeeded', costNanoUsd: COST })
    expect(generation.detail.lines.map((line) => line.item)).toEqual(['input', 'output'])
    expect(generation.firstTokenMs).toBeNull()
    await expectMoneyIntact(gateway.test.database)
  })

  it('streams, and ends with usage and cost without being asked for them', async () => {
    const customer = await gateway.customer({ credit: '1' })
    const response = await gateway.chat(customer.secret, ask('lab/alone', { stream: true }))
    const events = await readStream(response)
    const chunks = parseChunks(events)
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(textOf(chunks)).toBe('one two three')
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { prompt_tokens: 10, completion_tokens: 5, cost: 0.00002 },
    })
    expect(events.at(-1)).toBe('[DONE]')
    expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(1)
    expect((await wallet(customer.organizationId)).settled).toBe(COST)
    expect((await generationOf(customer.organizationId, response)).firstTokenMs).toBeGreaterThanOrEqual(0)
  })

  it('is settled before the client sees its end', async () => {
    const customer = await gateway.customer({ credit: '1' })
    const response = await gateway.chat(customer.secret, ask('lab/alone', { stream: true }))
    await response.text()
    expect(await wallet(customer.organizationId)).toMatchObject({ settled: COST, held: 0n })
  })

  it('never costs more than was held, whatever the provider reports', async () => {
    const customer = await gateway.customer({ credit: '1' })
    gateway.upstream.script('alpha', answer('hi', { prompt_tokens: 900_000_000, completion_tokens: 900_000_000 }))
    const response = await gateway.chat(customer.secret, ask('lab/alone'))
    const generation = await generationOf(customer.organizationId, response)
    expect(generation.costNanoUsd).toBeLessThanOrEqual(generation.heldNanoUsd)
    expect((await wallet(customer.organizationId)).settled).toBe(generation.costNanoUsd)
    await expectMoneyIntact(gateway.test.database)
  })
})

describe('a provider that fails', () => {
  it('before its first content is replaced by the next one, and only the answer is charged', async () => {
    const customer = await gateway.customer({ credit: '1' })
    gateway.upstream.script('alpha', refuse(503))
    const response = await gateway.chat(customer.secret, ask('lab/shared', { provider: { order: ['alpha', 'beta'] } }))
    expect(await response.json()).toMatchObject({ provider: 'Beta (simulated)', usage: { cost: 0.00004 } })
    const generation = await generationOf(customer.organizationId, response)
    expect(generation.detail.attempts).toMatchObject([
      { providerId: 'alpha', outcome: 'failed', status: 503, owner: 'provider' },
      { providerId: 'beta', outcome: 'succeeded' },
    ])
    expect(generation.providersTried).toEqual(['alpha', 'beta'])
    expect((await wallet(customer.organizationId)).settled).toBe(40_000n)
  })

  it('after its first content ends the stream in-band, and no other one is tried', async () => {
    const customer = await gateway.customer({ credit: '1' })
    gateway.upstream.script('alpha', breakOffAfter('one ', 'two '))
    const response = await gateway.chat(customer.secret, {
      ...ask('lab/shared', { stream: true }),
      provider: { order: ['alpha', 'beta'] },
    })
    const chunks = parseChunks(await readStream(response))
    expect(response.status).toBe(200)
    expect(textOf(chunks)).toBe('one two ')
    expect(chunks.at(-1)?.error?.metadata?.error_type).toBe('provider_stream_cut')
    expect(gateway.upstream.calls.map((call) => call.provider)).toEqual(['alpha'])
    const generation = await generationOf(customer.organizationId, response)
    expect(generation).toMatchObject({ outcome: 'failed', usageSource: 'estimated' })
    expect(generation.costNanoUsd).toBeGreaterThan(0n)
    await expectMoneyIntact(gateway.test.database)
  })

  it('with everybody else costs nothing and says so with a status of its own', async () => {
    const customer = await gateway.customer({ credit: '1' })
    for (const provider of ['alpha', 'beta']) gateway.upstream.script(provider, refuse(500, 'inner words'))
    const response = await gateway.chat(customer.secret, ask('lab/shared', { stream: true }))
    const text = await response.text()
    expect(response.status).toBe(502)
    expect(text).not.toContain('inner words')
    expect(await wallet(customer.organizationId)).toMatchObject({ settled: 0n, held: 0n, available: dollars('1') })
    expect(await generationOf(customer.organizationId, response)).toMatchObject({ outcome: 'failed', costNanoUsd: 0n })
  })

  it('by sending nothing in time is given up for the next one', async () => {
    const customer = await gateway.customer({ credit: '1' })
    gateway.upstream.script('alpha', () => undefined)
    const response = await gateway.chat(customer.secret, ask('lab/shared', { provider: { order: ['alpha', 'beta'] } }))
    expect(await response.json()).toMatchObject({ provider: 'Beta (simulated)' })
    const { detail } = await generationOf(customer.organizationId, response)
    expect(detail.attempts[0]).toMatchObject({ providerId: 'alpha', errorCode: 'timeout' })
  })
})

describe('a client that goes away', () => {
  it('aborts the call to the provider and pays for what was delivered', async () => {
    const customer = await gateway.customer({ credit: '1' })
    gateway.upstream.script('alpha', stallAfter('one ', 'two ', 'three '))
    const leave = new AbortController()
    const response = await gateway.chat(customer.secret, ask('lab/alone', { stream: true }), leave.signal)
    await response.body?.getReader().read()
    leave.abort()
    await gateway.upstream.calls[0]?.aborted
    const generation = await eventually(() =>
      findGeneration(gateway.test.database, customer.organizationId, response.headers.get('x-generation-id') ?? ''),
    )
    expect(generation).toMatchObject({ status: 499, outcome: 'cancelled', usageSource: 'estimated' })
    expect(generation.costNanoUsd).toBeGreaterThan(0n)
    expect(generation.costNanoUsd).toBeLessThanOrEqual(generation.heldNanoUsd)
    expect(await wallet(customer.organizationId)).toMatchObject({ settled: generation.costNanoUsd, held: 0n })
  })

  it('before anything came pays nothing', async () => {
    const customer = await gateway.customer({ credit: '1' })
    gateway.upstream.script('alpha', stallAfter())
    const leave = new AbortController()
    const gone = gateway.chat(customer.secret, ask('lab/alone', { stream: true }), leave.signal).catch(() => null)
    await eventually(async () => gateway.upstream.calls[0] ?? null)
    leave.abort()
    await gone
    await gateway.upstream.calls[0]?.aborted
    const after = await eventually(async () => {
      const now = await wallet(customer.organizationId)
      return now.held === 0n ? now : null
    })
    expect(after).toMatchObject({ settled: 0n, available: dollars('1') })
  })

  it('is followed to the end where the provider bills the rest anyway, so that the charge is what it reports', async () => {
    const customer = await gateway.customer({ credit: '1' })
    let finish: () => void = () => undefined
    gateway.upstream.script('gamma', (call, response) => {
      stallAfter('one ')(call, response)
      finish = () =>
        response.end(
          'data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n' +
            'data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":50,"total_tokens":60}}\n\n' +
            'data: [DONE]\n\n',
        )
    })
    const leave = new AbortController()
    const response = await gateway.chat(customer.secret, ask('lab/drained', { stream: true }), leave.signal)
    await response.body?.getReader().read()
    const gone = gateway.nextClientGone()
    leave.abort()
    await gone
    finish()
    const generation = await eventually(() =>
      findGeneration(gateway.test.database, customer.organizationId, response.headers.get('x-generation-id') ?? ''),
    )
    expect(generation).toMatchObject({
      outcome: 'cancelled',
      usageSource: 'reported',
      outputTokens: 50,
      costNanoUsd: 110_000n,
    })
  })
})
