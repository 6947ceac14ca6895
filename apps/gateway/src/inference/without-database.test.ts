import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'

const ask = { model: 'lab/alone', messages: [{ role: 'user', content: 'Say something.' }], max_tokens: 10 }

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startTestGateway()
})
afterAll(() => gateway.close())

describe('while the database is away', () => {
  it('a known key is refused with 503 and Retry-After, and nothing goes upstream without a hold', async () => {
    const customer = await gateway.customer({ credit: '1' })
    expect((await gateway.chat(customer.secret, ask)).status).toBe(200)
    gateway.upstream.calls.length = 0
    await gateway.test.cutOff()
    const refused = await gateway.chat(customer.secret, ask)
    expect(refused.status).toBe(503)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.text()).not.toMatch(/postgres|prisma|connection/i)
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200)
    expect(gateway.upstream.calls).toEqual([])
  })
})
