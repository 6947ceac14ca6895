import { creditsObjectSchema } from '@turnpike/contracts/account/credits-object'
import { keyObjectSchema } from '@turnpike/contracts/account/key-object'
import { generationObjectSchema } from '@turnpike/contracts/activity/generation-object'
import { modelListSchema } from '@turnpike/contracts/catalog/model-object'
import { inTransaction } from '@turnpike/db/database'
import { subscribe } from '@turnpike/db/notifications'
import { generateApiKey } from '@turnpike/identity/core/api-key'
import { setKeyDisabled } from '@turnpike/identity/use-cases/update-key'
import { systemClock } from '@turnpike/kernel/clock'
import { systemIds } from '@turnpike/kernel/ids'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startTestGateway({ REQUEST_BODY_LIMIT_BYTES: '100000' })
})
afterAll(() => gateway.close())

const get = (path: string, secret?: string) =>
  fetch(`${gateway.url}${path}`, secret === undefined ? {} : { headers: { authorization: `Bearer ${secret}` } })
const hello = { model: 'lab/alone', messages: [{ role: 'user', content: 'Hello' }], max_tokens: 10 }
const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { code: number; message: string; metadata?: { error_type?: string } } }).error

describe('the API', () => {
  it('lists every model that can be called, in the published shape, to anybody', async () => {
    const response = await get('/api/v1/models')
    const { data } = modelListSchema.parse(await response.json())
    expect(data.map((model) => model.id).sort()).toEqual(['lab/alone', 'lab/drained', 'lab/gift:free', 'lab/shared'])
    const shared = data.find((model) => model.id === 'lab/shared')
    expect(shared).toMatchObject({ pricing: { prompt: '0.000001', completion: '0.000002' } })
    expect(shared?.turnpike.providers).toEqual(['Alpha (simulated)', 'Beta (simulated)'])
  })

  it('tells a key its limit, what it used and what is left, in the published shape', async () => {
    const customer = await gateway.customer({ credit: '1', keyLimit: { amount: '0.5', period: 'day' } })
    await (await gateway.chat(customer.secret, hello)).json()
    const { data } = keyObjectSchema.parse(await (await get('/api/v1/key', customer.secret)).json())
    expect(data).toMatchObject({
      limit: 0.5,
      limit_reset: 'daily',
      usage: 0.00002,
      usage_daily: 0.00002,
      is_free_tier: false,
    })
    expect(data.limit_remaining).toBe(0.49998)
  })

  it('tells what was bought and used', async () => {
    const customer = await gateway.customer({ credit: '1' })
    await (await gateway.chat(customer.secret, hello)).json()
    const { data } = creditsObjectSchema.parse(await (await get('/api/v1/credits', customer.secret)).json())
    expect(data).toMatchObject({ total_credits: 1, total_usage: 0.00002 })
    expect(data.turnpike).toEqual({ posted_usd: '0.99998', held_usd: '0', available_usd: '0.99998' })
  })

  it('tells all that is kept of a generation to its own organization, and nothing to another', async () => {
    const [owner, stranger] = [await gateway.customer({ credit: '1' }), await gateway.customer({})]
    const answered = await gateway.chat(owner.secret, hello)
    const { id } = (await answered.json()) as { id: string }
    const { data } = generationObjectSchema.parse(await (await get(`/api/v1/generation?id=${id}`, owner.secret)).json())
    expect(data).toMatchObject({ id, model: 'lab/alone', total_cost: 0.00002, tokens_prompt: 10, tokens_completion: 5 })
    expect(data.turnpike.detail.candidates).toHaveLength(1)
    const foreign = await get(`/api/v1/generation?id=${id}`, stranger.secret)
    const unknown = await get('/api/v1/generation?id=gen-nothing', stranger.secret)
    expect([foreign.status, unknown.status]).toEqual([404, 404])
  })

  it('works with the official client when only base URL, key and model are changed', async () => {
    const customer = await gateway.customer({ credit: '1' })
    const client = new OpenAI({ baseURL: `${gateway.url}/api/v1`, apiKey: customer.secret, maxRetries: 0 })
    const whole = await client.chat.completions.create({ ...hello, messages: [{ role: 'user', content: 'Hello' }] })
    expect(whole.choices[0]?.message.content).toBe('ok')
    const stream = await client.chat.completions.create({
      ...hello,
      messages: [{ role: 'user', content: 'Hello' }],
      stream: true,
    })
    let text = ''
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    expect(text).toBe('ok')
    expect((await client.models.list()).data.length).toBe(4)
  })
})

describe('a key', () => {
  it.each([
    ['missing', undefined],
    ['malformed', 'sk-or-v1-0000'],
    ['of another kind of text', "' OR 1=1 --"],
    ['well formed but unknown', 'sk-tp-live-00000000000000000000000000000000000000'],
  ])('that is %s gets 401 and a sentence', async (_, secret) => {
    const response = secret === undefined ? await get('/api/v1/key') : await get('/api/v1/key', secret)
    const error = await errorOf(response)
    expect(response.status).toBe(401)
    expect(error.metadata?.error_type).toBe('authentication')
    expect(error.message.length).toBeGreaterThan(10)
  })

  it('that nobody knows is announced by its last four characters to pages that wait for a first request', async () => {
    const heard: string[] = []
    const subscription = await subscribe(gateway.test.connectionString, {
      onNotification: (notification) => {
        if (notification.topic === 'unknown_key_used') heard.push(notification.lastFour)
      },
      onReconnect: () => undefined,
    })
    const unknown = generateApiKey('sk-tp-live-')
    const mistyped = `${unknown.slice(0, -4)}zzzz`
    for (const secret of [unknown, mistyped]) expect((await gateway.chat(secret, hello)).status).toBe(401)
    await expect.poll(() => heard.toSorted(), { timeout: 3_000 }).toEqual([unknown.slice(-4), 'zzzz'].sort())
    await subscription.close()
  })

  it('that is disabled while it is in use is refused within a second', async () => {
    const customer = await gateway.customer({ credit: '1' })
    expect((await gateway.chat(customer.secret, hello)).status).toBe(200)
    const { organizationId, workspaceId, keyId } = customer
    const { database } = gateway.test
    await inTransaction(database, (transaction) =>
      setKeyDisabled({ clock: systemClock, ids: systemIds }, transaction, {
        organizationId,
        workspaceId,
        keyId,
        actorUserId: 'usr_test',
        disabled: true,
      }),
    )
    const until = Date.now() + 1_000
    let status = 200
    while (status === 200 && Date.now() < until) status = (await get('/api/v1/key', customer.secret)).status
    expect(status).toBe(401)
  })
})

describe('a bad request', () => {
  const send = async (body: string | object, headers: Record<string, string> = {}) => {
    const customer = await gateway.customer({ credit: '1' })
    gateway.upstream.calls.length = 0
    const response = await fetch(`${gateway.url}/api/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${customer.secret}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    expect(gateway.upstream.calls).toEqual([])
    return { status: response.status, error: await errorOf(response) }
  }

  it.each([
    ['not JSON', '{', 400, /JSON/],
    ['without messages', { model: 'lab/alone' }, 400, /messages/],
    ['without a model', { messages: hello.messages }, 400, /model/],
    ['with an unknown role', { ...hello, messages: [{ role: 'boss', content: 'x' }] }, 400, /role/],
    ['for an unknown model', { ...hello, model: 'lab/alon' }, 400, /lab\/alone/],
    ['that nobody may serve', { ...hello, provider: { only: ['beta'] } }, 404, /only/],
    ['that nobody serves so cheaply', { ...hello, provider: { max_price: { prompt: 0.1 } } }, 404, /max_price/],
    ['that is too large', { ...hello, messages: [{ role: 'user', content: 'x'.repeat(100_001) }] }, 413, /100000/],
  ])('%s says what is wrong and calls nobody', async (_, body, status, words) => {
    const answered = await send(body)
    expect(answered.status).toBe(status)
    expect(answered.error.code).toBe(status)
    expect(answered.error.message).toMatch(words)
  })

  it('in another content type is told which one to use', async () => {
    const answered = await send('model=x', { 'content-type': 'application/x-www-form-urlencoded' })
    expect(answered.status).toBe(415)
    expect(answered.error.message).toContain('application/json')
  })

  it('to an unknown address, or by an unknown method, says what there is', async () => {
    expect((await get('/api/v1/nothing')).status).toBe(404)
    const wrongMethod = await get('/api/v1/chat/completions')
    expect(wrongMethod.status).toBe(405)
    expect(wrongMethod.headers.get('allow')).toContain('POST')
  })
})

describe('a free model', () => {
  it('answers without credit, under a limit a minute that says when to come back', async () => {
    const customer = await gateway.customer({})
    const ask = () => gateway.chat(customer.secret, { ...hello, model: 'lab/gift:free' })
    const statuses: number[] = []
    for (let count = 0; count < 20; count++) statuses.push((await ask()).status)
    expect(new Set(statuses)).toEqual(new Set([200]))
    const refused = await ask()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
