import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OpenAI from 'openai'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from './http/start-test-server.ts'

let server: TestServer
let client: OpenAI

const clientFor = (provider: string) =>
  new OpenAI({ apiKey: 'sk-test', baseURL: `${server.url}/providers/${provider}/v1`, maxRetries: 0 })

beforeEach(async () => {
  server = await startTestServer()
  client = clientFor('openai')
})
afterEach(() => server.close())

const ask = (content: string) => ({ model: 'gpt-4o', messages: [{ role: 'user' as const, content }] })
const weather = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    description: 'Current weather',
    parameters: { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] },
  },
}
type Report = { counters: Record<string, number>; switches: unknown[] }
const reportOf = (provider: string) => server.control('GET', `/providers/${provider}`) as Promise<Report>

test('the OpenAI client reads a plain answer with usage', async () => {
  const answer = await client.chat.completions.create({ ...ask('what is 17*23'), n: 2 })
  expect(answer.choices).toHaveLength(2)
  expect(answer.choices[0]?.message.content).toContain('391')
  expect(answer.usage?.total_tokens).toBe((answer.usage?.prompt_tokens ?? 0) + (answer.usage?.completion_tokens ?? 0))
})

test('the OpenAI client reads a stream, and its usage is that of the plain answer', async () => {
  const plain = await client.chat.completions.create(ask('Why is the sky blue?'))
  const stream = await client.chat.completions.create({
    ...ask('Why is the sky blue?'),
    stream: true,
    stream_options: { include_usage: true },
  })
  let text = ''
  let usage: unknown = null
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? ''
    usage = chunk.usage ?? usage
  }
  expect(text).toBe(plain.choices[0]?.message.content)
  expect(usage).toEqual(plain.usage)
})

test('the OpenAI client runs a whole tool loop', async () => {
  const stream = client.chat.completions.stream({ ...ask('weather in Paris and Oslo?'), tools: [weather] })
  const message = (await stream.finalChatCompletion()).choices[0]?.message
  const calls = message?.tool_calls ?? []
  expect(calls).toMatchObject([
    { function: { arguments: '{"location":"Paris"}' } },
    { function: { arguments: '{"location":"Oslo"}' } },
  ])
  const results = calls.map((call) => ({ role: 'tool' as const, tool_call_id: call.id, content: '{"temperature":21}' }))
  const final = await client.chat.completions.create({
    model: 'gpt-4o',
    tools: [weather],
    messages: [...ask('weather in Paris and Oslo?').messages, { role: 'assistant', tool_calls: calls }, ...results],
  })
  expect(final.choices[0]?.message.content).toContain('get_weather says: temperature: 21')
})

test('json_schema answers are instances of the schema', async () => {
  const schema = {
    type: 'object',
    properties: { city: { type: 'string' }, count: { type: 'integer' } },
    required: ['city', 'count'],
    additionalProperties: false,
  }
  const answer = await client.chat.completions.create({
    ...ask('2 sights in Rome'),
    response_format: { type: 'json_schema', json_schema: { name: 'sights', strict: true, schema } },
  })
  expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual({ city: 'Rome', count: 2 })
})

test('max_tokens cuts with finish length, stop with finish stop', async () => {
  const cut = await client.chat.completions.create({ ...ask('count to 50'), max_completion_tokens: 5 })
  expect(cut).toMatchObject({ choices: [{ finish_reason: 'length' }], usage: { completion_tokens: 5 } })
  const stopped = await client.chat.completions.create({ ...ask('count to 9'), stop: ', 4' })
  expect(stopped.choices[0]).toMatchObject({ message: { content: '1, 2, 3' }, finish_reason: 'stop' })
})

test.each([
  ['rate_limited', 429, 'rate_limit_exceeded'],
  ['invalid_key', 401, 'invalid_api_key'],
  ['failing', 500, null],
  ['overloaded', 503, null],
  ['model_not_found', 404, 'model_not_found'],
  ['context_length', 400, 'context_length_exceeded'],
])('mode %s fails exactly the next request with %i', async (mode, status, code) => {
  await server.control('PUT', '/providers/openai', { mode, times: 1, retryAfterSeconds: 7 })
  const failure = await client.chat.completions.create(ask('hi')).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(OpenAI.APIError)
  expect(failure).toMatchObject({ status, code })
  expect(failure instanceof OpenAI.APIError && failure.headers?.get('retry-after')).toBe('7')
  await expect(client.chat.completions.create(ask('hi'))).resolves.toMatchObject({ object: 'chat.completion' })
  expect((await reportOf('openai')).counters).toMatchObject({ requests: 2, served: 1, failed: 1 })
})

const post = (path: string, body: unknown, headers: Record<string, string> = { authorization: 'Bearer x' }) =>
  fetch(`${server.url}/providers/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })

test.each([
  ['groq', 'event: error'],
  ['openai', '"server_error"'],
])('%s: failing with afterTokens breaks the stream with an error frame and no [DONE]', async (provider, expected) => {
  await server.control('PUT', `/providers/${provider}`, { mode: 'failing', afterTokens: 3 })
  const response = await post(`${provider}/chat/completions`, { ...ask('count to 20'), stream: true })
  const text = await response.text()
  expect(response.status).toBe(200)
  expect(text).toContain(expected)
  expect(text).not.toContain('[DONE]')
  expect((await reportOf(provider)).counters).toMatchObject({ failed: 1, deliveredTokens: 3 })
})

test('cut tears the connection down without [DONE], streamed or not, however short the answer', async () => {
  await server.control('PUT', '/providers/openai', { mode: 'cut' })
  for (const stream of [true, false]) {
    const response = await post('openai/chat/completions', { ...ask('Repeat after me: x'), stream })
    await expect(response.text()).rejects.toThrow()
  }
  expect((await reportOf('openai')).counters).toMatchObject({ failed: 2, served: 0 })
})

test('malformed answers are no JSON', async () => {
  await server.control('PUT', '/providers/openai', { mode: 'malformed' })
  await expect((await post('openai/chat/completions', ask('hi'))).json()).rejects.toThrow()
  const text = await (await post('openai/chat/completions', { ...ask('count to 20'), stream: true })).text()
  expect(() =>
    text
      .split('\n\n')
      .filter(Boolean)
      .map((block) => JSON.parse(block.slice(6))),
  ).toThrow()
})

test('a reader that leaves while it waits ends the generation and is counted as aborted', async () => {
  await server.control('PUT', '/speed', { factor: 100 })
  const leaving = new AbortController()
  const pending = fetch(`${server.url}/providers/p/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer x' },
    body: JSON.stringify({ ...ask('count to 500'), stream: true }),
    signal: leaving.signal,
  })
  await vi.waitFor(async () => expect((await reportOf('p')).counters.requests).toBe(1))
  leaving.abort()
  await expect(pending).rejects.toThrow()
  await vi.waitFor(async () =>
    expect((await reportOf('p')).counters).toMatchObject({ aborted: 1, served: 0, deliveredTokens: 0 }),
  )
})

test('hang never answers, and leaving it is recorded', async () => {
  await server.control('PUT', '/providers/p', { mode: 'hang' })
  const leaving = new AbortController()
  const pending = fetch(`${server.url}/providers/p/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer x' },
    body: JSON.stringify(ask('hi')),
    signal: leaving.signal,
  })
  await vi.waitFor(async () => expect((await reportOf('p')).counters.requests).toBe(1))
  leaving.abort()
  await expect(pending).rejects.toThrow()
  await vi.waitFor(async () => expect((await reportOf('p')).counters.aborted).toBe(1))
})

test('a slow reader holds the generation back: nothing is produced far ahead of it', async () => {
  const response = await post('p/chat/completions', { ...ask('write 20000 words about rivers'), stream: true })
  const reader = response.body?.getReader()
  await reader?.read()
  const delivered = async () => {
    const { requests } = (await server.control('GET', '/providers/requests')) as {
      requests: { outcome: { state: string } }[]
    }
    return requests[0]?.outcome.state
  }
  expect(await delivered()).toBe('open')
  await reader?.cancel()
  await vi.waitFor(async () => expect(await delivered()).toBe('aborted'))
  const { counters } = await reportOf('p')
  expect(counters.deliveredTokens).toBeGreaterThan(0)
  expect(counters.deliveredTokens).toBeLessThan(counters.producedTokens ?? 0)
})

test('anthropic: keys and version are required, overload is 529, and mid-stream errors are events', async () => {
  const body = { model: 'claude-sonnet-4-5', max_tokens: 100, messages: [{ role: 'user', content: 'count to 20' }] }
  const headers = { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' }
  expect((await post('anthropic/v1/messages', body, {})).status).toBe(401)
  expect((await post('anthropic/v1/messages', body, { 'x-api-key': 'k' })).status).toBe(400)
  expect(await (await post('anthropic/v1/messages', body, headers)).json()).toMatchObject({
    type: 'message',
    stop_reason: 'end_turn',
  })
  await server.control('PUT', '/providers/anthropic', { mode: 'overloaded' })
  const overloaded = await post('anthropic/v1/messages', body, headers)
  expect(overloaded.status).toBe(529)
  expect(await overloaded.json()).toMatchObject({
    type: 'error',
    error: { type: 'overloaded_error', message: 'Overloaded' },
  })
  await server.control('PUT', '/providers/anthropic', { mode: 'overloaded', afterTokens: 4 })
  const text = await (await post('anthropic/v1/messages', { ...body, stream: true }, headers)).text()
  expect(text).toContain('event: error')
  expect(text).not.toContain('message_stop')
})

test('unknown paths, missing keys and broken JSON get the dialect’s own errors', async () => {
  const noKey = await post('groq/openai/v1/chat/completions', ask('hi'), {})
  expect(noKey.status).toBe(401)
  expect(await noKey.json()).toEqual({
    error: { message: expect.stringContaining('API key'), type: 'invalid_request_error' },
  })
  expect((await post('openai/v1/unknown', {})).status).toBe(404)
  const anthropicPath = await post('anthropic/v1/unknown', {}, { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' })
  expect(await anthropicPath.json()).toMatchObject({ error: { type: 'not_found_error' } })
  const broken = await fetch(`${server.url}/providers/openai/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer x' },
    body: '{',
  })
  expect(broken.status).toBe(400)
})

test('a body over 32 MB is refused in the dialect’s own shape', async () => {
  const response = await post('openai/v1/chat/completions', ask('x'.repeat(33 * 1024 * 1024)))
  expect(response.status).toBe(413)
  expect(await response.json()).toMatchObject({ error: { code: 'request_too_large' } })
})

test('requests are kept for assertions, without their keys', async () => {
  await client.chat.completions.create(ask('hello'))
  const { requests } = (await server.control('GET', '/providers/requests')) as { requests: unknown[] }
  expect(requests[0]).toMatchObject({
    provider: 'openai',
    path: '/v1/chat/completions',
    model: 'gpt-4o',
    headers: { authorization: '<redacted>' },
    body: ask('hello'),
    outcome: { state: 'served', httpStatus: 200, stream: false },
  })
  expect(JSON.stringify(requests)).not.toContain('sk-test')
})

test('a repeated long prompt reports cached tokens in the provider’s own fields', async () => {
  const long = ask('a river runs to the sea '.repeat(400))
  await clientFor('deepseek').chat.completions.create(long)
  const { usage } = await clientFor('deepseek').chat.completions.create(long)
  expect(usage).toMatchObject({ prompt_cache_hit_tokens: usage?.prompt_tokens_details?.cached_tokens })
  expect(usage?.prompt_tokens_details?.cached_tokens).toBeGreaterThanOrEqual(1024)
})

test('the models list holds the models asked for', async () => {
  await client.chat.completions.create(ask('hello'))
  expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['gpt-4o'])
})

test('lasting switches and the speed survive a restart when there is a data folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  const first = await startTestServer(folder)
  await first.control('PUT', '/providers/groq', { mode: 'slow' })
  await first.control('PUT', '/providers/xai', { mode: 'failing', times: 3 })
  await first.close()
  const second = await startTestServer(folder)
  expect(await second.control('GET', '/providers/groq')).toMatchObject({ switches: [{ mode: 'slow' }] })
  expect(await second.control('GET', '/providers/xai')).toMatchObject({ switches: [] })
  await second.close()
})
