import type { JsonObject } from '@turnpike/kernel/json'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collectEvents, readAnswer } from '../../testing/collect-events.ts'
import { makeProvider } from '../../testing/provider-rows.ts'
import { toSse } from '../../testing/upstream-server.ts'
import { decodeResponse } from './decode-response.ts'

const PROVIDER = makeProvider({ protocol: 'anthropic-messages' })

const decode = (...events: JsonObject[]) => collectEvents([Buffer.from(events.map(toSse).join(''))], PROVIDER)

const start = (usage: JsonObject): JsonObject => ({
  type: 'message_start',
  message: { id: 'msg_1', model: 'm', usage },
})
const text = (value: string): JsonObject => ({
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'text_delta', text: value },
})
const stop = (usage: JsonObject): JsonObject => ({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage })
const END: JsonObject = { type: 'message_stop' }

const usages = async (...events: JsonObject[]) =>
  (await decode(...events)).flatMap((event) => (event.type === 'usage' ? [event.usage] : []))

describe('usage', () => {
  it('before the end tells the input only: a cut answer is not charged by a placeholder', async () => {
    const [first] = await usages(start({ input_tokens: 7, output_tokens: 4 }), text('Hi'))
    expect(first).toMatchObject({ inputTokens: 7, outputTokens: null })
  })

  it('is replaced by later words, cache reads and writes included in the prompt', async () => {
    const cache = { cache_read_input_tokens: 20, cache_creation_input_tokens: 3 }
    const counts = await usages(start({ input_tokens: 7, ...cache }), stop({ input_tokens: 9, output_tokens: 5 }), END)
    expect(counts.at(-1)).toEqual({
      inputTokens: 32,
      outputTokens: 5,
      reasoningTokens: null,
      cachedInputTokens: 20,
      cacheWriteTokens: 3,
    })
  })

  it('that is hostile is not reported', async () => {
    const counts = await usages(start({ input_tokens: 7 }), stop({ input_tokens: -3, output_tokens: 1e300 }), END)
    expect(counts.at(-1)).toMatchObject({ inputTokens: 7, outputTokens: null })
  })
})

describe('blocks', () => {
  const call = { type: 'tool_use', id: 'toolu_1', name: 'look', input: {} }

  it('of a call without arguments get an empty object', async () => {
    const events = await decode(
      start({}),
      { type: 'content_block_start', index: 3, content_block: call },
      { type: 'content_block_delta', index: 3, delta: { type: 'input_json_delta', partial_json: '' } },
      { type: 'content_block_stop', index: 3 },
      END,
    )
    expect(readAnswer(events).calls).toEqual([{ id: 'toolu_1', name: 'look', arguments: '{}' }])
  })

  it('of kinds that nobody knows are passed over', async () => {
    const events = await decode(
      start({}),
      { type: 'content_block_start', index: 0, content_block: { type: 'hologram', glow: 1 } },
      { type: 'content_block_delta', index: 0, delta: { type: 'glow_delta' } },
      { type: 'telepathy' },
      { type: 'content_block_start', index: 1, content_block: { type: 'text', text: 'Hi' } },
      stop({}),
      END,
    )
    expect(readAnswer(events)).toMatchObject({ text: 'Hi', reason: 'stop' })
  })

  it('that cite the web give annotations that know their place', async () => {
    const citation = { type: 'web_search_result_location', url: 'https://example.test', title: 'T', cited_text: 'c' }
    const events = await decode(
      start({}),
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      text('Blue.'),
      { type: 'content_block_delta', index: 0, delta: { type: 'citations_delta', citation } },
      END,
    )
    expect(events.find((event) => event.type === 'annotations')).toMatchObject({
      annotations: [{ url_citation: { url: 'https://example.test', title: 'T', start_index: 0, end_index: 5 } }],
    })
  })
})

describe('the end', () => {
  it('is message_stop, or an orderly close after the stop reason; any other close is a cut', async () => {
    const endOf = async (...events: JsonObject[]) => (await decode(...events)).at(-1)?.type
    expect(await endOf(start({}), text('a'), stop({}), END)).toBe('end')
    expect(await endOf(start({}), text('a'), stop({}))).toBe('end')
    expect(await endOf(start({}), text('a'))).toBe('error')
    expect(await endOf(start({}), text('a'), stop({}), END, text('b'), END)).toBe('end')
  })

  it('is one end or one error, whatever JSON comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 6 }), async (values) => {
        const events = await decode(start({}), ...(values as JsonObject[]), END)
        expect(events.filter((event) => event.type === 'end' || event.type === 'error')).toEqual([events.at(-1)])
      }),
    )
  })
})

it.each([
  [
    'a status in a success',
    { base_resp: { status_code: 1008, status_msg: 'insufficient balance' } },
    'provider_unavailable',
  ],
  ['an error object in a success', { type: 'error', error: { type: 'overloaded_error' } }, 'provider_overloaded'],
  ['no content', { type: 'message' }, 'provider_invalid_response'],
])('%s is an error', (_what, body, code) => {
  expect(decodeResponse(Buffer.from(JSON.stringify(body)), PROVIDER)).toMatchObject([
    { type: 'error', error: { code } },
  ])
})
