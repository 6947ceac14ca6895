import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../http/start-test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.close())

const submit = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/providers-control`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
    redirect: 'manual',
  })

test('bad switches are refused with words that say what is wrong', async () => {
  expect(await server.control('PUT', '/providers/groq', { mode: 'broken' })).toMatchObject({
    error: { code: 'invalid_request' },
  })
  expect(await server.control('PUT', '/providers/groq', { times: 0 })).toMatchObject({
    error: { code: 'invalid_request' },
  })
  expect(await server.control('PUT', '/providers/a%20b', { mode: 'ok' })).toMatchObject({
    error: { code: 'invalid_request' },
  })
  expect(await server.control('PUT', '/speed', { factor: -1 })).toMatchObject({ error: { code: 'invalid_request' } })
})

test('switches are set, deleted and reset through the API', async () => {
  await server.control('PUT', '/providers/groq', { mode: 'slow', model: 'm' })
  expect(await server.control('GET', '/providers')).toMatchObject({
    providers: [{ provider: 'groq', switches: [{ mode: 'slow', model: 'm' }] }],
  })
  expect(await server.control('DELETE', '/providers/groq')).toMatchObject({ switches: [] })
  await server.control('POST', '/providers/reset')
  expect(await server.control('GET', '/providers')).toMatchObject({ providers: [], speedFactor: 0.5 })
})

test('the page says it is simulated, needs nothing from elsewhere, and escapes what it shows', async () => {
  await server.control('PUT', '/providers/groq', { mode: 'slow', model: '<script>alert(1)</script>' })
  const page = await (await fetch(`${server.url}/providers-control`)).text()
  expect(page).toContain('SIMULATED')
  expect(page).toContain('&lt;script&gt;')
  expect(page).not.toMatch(/<script|https?:\/\//)
})

test('the form switches a provider, and a form from another site does not', async () => {
  expect((await submit({ action: 'switch', provider: 'groq', mode: 'cut', times: '2' })).status).toBe(303)
  expect(await server.control('GET', '/providers/groq')).toMatchObject({ switches: [{ mode: 'cut', times: 2 }] })
  expect((await submit({ action: 'clear', provider: 'groq' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await submit({ action: 'speed', factor: 'fast' })).status).toBe(400)
  expect(await server.control('GET', '/providers/groq')).toMatchObject({ switches: [{ mode: 'cut' }] })
})
