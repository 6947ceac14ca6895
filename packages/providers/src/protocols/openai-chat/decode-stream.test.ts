import type { JsonObject } from '@turnpike/kernel/json'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collectEvents, readAnswer } from '../../testing/collect-events.ts'
import { makeProvider } from '../../testing/provider-rows.ts'
import { toSse } from '../../testing/upstream-server.ts'

const DONE = 'data: [DONE]\n\n'
const PLAIN = makeProvider()

const decode = (texts: string[], provider = PLAIN) => collectEvents([Buffer.from(texts.join(''))], provider)

const chunk = (delta: JsonObject, more: JsonObject = {}): string =>
  toSse({ id: 'chatcmpl-abc', choices: [{ index: 0, delta, finish_reason: null, ...more }] })
const finish = (reason: string, more: JsonObject = {}): string =>
  toSse({ choices: [{ index: 0, delta: {}, finish_reason: reason }], ...more })
const usage = (counts: JsonObject): string => toSse({ choices: [], usage: counts })

const calls = (...deltas: JsonObject[]) => deltas.map((delta) => chunk({ tool_calls: [delta] }))

describe('tool calls come out whole', () => {
  it.each<[string, JsonObject[], [string, string, string][]]>([
    [
      'an index that starts at 1 and jumps',
      [
        { index: 1, id: 'a', function: { name: 'f', arguments: '{' } },
        { index: 4, id: 'b', function: { name: 'g', arguments: '{}' } },
        { index: 1, function: { arguments: '}' } },
      ],
      [
        ['a', 'f', '{}'],
        ['b', 'g', '{}'],
      ],
    ],
    [
      'no index at all',
      [
        { id: 'a', function: { name: 'f', arguments: '{' } },
        { function: { arguments: '}' } },
        { id: 'b', function: { name: 'g', arguments: '[]' } },
      ],
      [
        ['a', 'f', '{}'],
        ['b', 'g', '[]'],
      ],
    ],
    [
      'id and name blanked later',
      [
        { index: 0, id: 'a', function: { name: 'f', arguments: '{"x"' } },
        { index: 0, id: '', function: { name: '', arguments: ':1}' } },
      ],
      [['a', 'f', '{"x":1}']],
    ],
    [
      'two calls under one index',
      [
        { index: 0, id: 'a', function: { name: 'f', arguments: '{}' } },
        { index: 0, id: 'b', function: { name: 'g', arguments: '{}' } },
      ],
      [
        ['a', 'f', '{}'],
        ['b', 'g', '{}'],
      ],
    ],
    [
      'arguments of nothing, of null in two pieces, and as an object',
      [
        { index: 0, id: 'a', function: { name: 'f', arguments: '' } },
        { index: 1, id: 'b', function: { name: 'g', arguments: 'nu' } },
        { index: 1, function: { arguments: 'll' } },
        { index: 2, id: 'c', function: { name: 'h', arguments: { x: 1 } } },
      ],
      [
        ['a', 'f', '{}'],
        ['b', 'g', '{}'],
        ['c', 'h', '{"x":1}'],
      ],
    ],
    ['no id', [{ index: 0, function: { name: 'f', arguments: '{}' } }], [['call_chatcmplabc_0_0', 'f', '{}']]],
  ])('in spite of %s', async (_what, deltas, expected) => {
    const answer = readAnswer(await decode([...calls(...deltas), finish('tool_calls'), DONE]))
    expect(answer.calls.map((call) => [call.id, call.name, call.arguments])).toEqual(expected)
  })
})

describe('the end', () => {
  it('is `[DONE]`, once, whatever follows it', async () => {
    const events = await decode([chunk({ content: 'a' }), finish('stop'), DONE, DONE, chunk({ content: 'b' })])
    expect(events.filter((event) => event.type === 'end')).toHaveLength(1)
    expect(readAnswer(events).text).toBe('a')
  })

  it('without `[DONE]` is a close after the finish and the usage', async () => {
    const complete = [chunk({ content: 'a' }), finish('stop'), usage({ prompt_tokens: 1, completion_tokens: 1 })]
    expect((await decode(complete)).at(-1)?.type).toBe('end')
    expect((await decode(complete.slice(0, 2))).at(-1)?.type).toBe('error')
  })

  it('sendsDone off: a finish reason is enough', async () => {
    const provider = makeProvider({ stream: { sendsDone: false } })
    expect((await decode([chunk({ content: 'a' }), finish('stop')], provider)).at(-1)?.type).toBe('end')
    expect((await decode([chunk({ content: 'a' })], provider)).at(-1)?.type).toBe('error')
  })

  it('may come in a last event without a blank line after it', async () => {
    const events = await decode([chunk({ content: 'a' }), finish('stop'), 'data: [DONE]'])
    expect(events.at(-1)?.type).toBe('end')
  })
})

describe('usage', () => {
  const counted = async (texts: string[], provider = PLAIN) =>
    (await decode([chunk({ content: 'a' }), ...texts, DONE], provider)).flatMap((event) =>
      event.type === 'usage' ? [event.usage] : [],
    )

  it('in the middle and at the end counts once: the last', async () => {
    const counts = await counted([
      usage({ prompt_tokens: 5, completion_tokens: 1 }),
      usage({ prompt_tokens: 5, completion_tokens: 9 }),
      usage({ prompt_tokens: 5, completion_tokens: 9 }),
    ])
    expect(counts).toHaveLength(2)
    expect(counts.at(-1)).toMatchObject({ inputTokens: 5, outputTokens: 9 })
  })

  it('that nobody can read does not replace one that was read', async () => {
    const counts = await counted([
      usage({ prompt_tokens: 5, completion_tokens: 9 }),
      toSse({ choices: [], usage: null }),
    ])
    expect(counts).toEqual([expect.objectContaining({ inputTokens: 5, outputTokens: 9 })])
  })

  it('that turns hostile at the end does not spoil what was told before', async () => {
    const counts = await counted([
      usage({ prompt_tokens: 5, completion_tokens: 9 }),
      usage({ prompt_tokens: -1, completion_tokens: 1e15, prompt_tokens_details: { cached_tokens: 0 } }),
    ])
    expect(counts.at(-1)).toMatchObject({ inputTokens: 5, outputTokens: 9, cachedInputTokens: 0 })
  })

  it('of any hostile value is a count that can be true, or not reported', async () => {
    const hostile = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.string(),
      fc.constantFrom(null, -1, 1e99, 1e12, '12', {}, [], true),
    )
    const details = fc.record({ cached_tokens: hostile, cache_write_tokens: hostile })
    const counts = fc.record({ prompt_tokens: hostile, completion_tokens: hostile, prompt_tokens_details: details })
    await fc.assert(
      fc.asyncProperty(counts, async (said) => {
        for (const read of await counted([usage(said as JsonObject)])) {
          for (const count of Object.values(read)) {
            expect(count === null || (Number.isSafeInteger(count) && count >= 0 && count <= 100_000_000)).toBe(true)
          }
          const fromCache = (read.cachedInputTokens ?? 0) + (read.cacheWriteTokens ?? 0)
          if (read.inputTokens !== null) expect(fromCache).toBeLessThanOrEqual(read.inputTokens)
        }
      }),
    )
  })

  it('usagePaths: the row’s places come first', async () => {
    const provider = makeProvider({ response: { usagePaths: { inputTokens: ['x_own.usage.in'] } } })
    const said = toSse({ choices: [], x_own: { usage: { in: 7 } }, usage: { prompt_tokens: 5, completion_tokens: 1 } })
    expect((await counted([said], provider))[0]).toMatchObject({ inputTokens: 7, outputTokens: 1 })
  })

  it('outputExcludesReasoning: the two are added, unless the total shows that they were', async () => {
    const provider = makeProvider({ response: { outputExcludesReasoning: true } })
    const said = (total: number) =>
      usage({
        prompt_tokens: 10,
        completion_tokens: 2,
        total_tokens: total,
        completion_tokens_details: { reasoning_tokens: 30 },
      })
    expect((await counted([said(42)], provider))[0]?.outputTokens).toBe(32)
    expect((await counted([said(12)], provider))[0]?.outputTokens).toBe(2)
  })
})

describe('what the row knows better', () => {
  it('finishReasonMap translates the provider’s words', async () => {
    const provider = makeProvider({ response: { finishReasonMap: { sensitive: 'content_filter' } } })
    const answer = readAnswer(await decode([chunk({ content: 'a' }), finish('sensitive'), DONE], provider))
    expect(answer).toMatchObject({ reason: 'content_filter', nativeReason: 'sensitive' })
  })

  it('reasoningFields say where thoughts are; the first one present counts', async () => {
    const provider = makeProvider({ response: { reasoningFields: ['thought', 'reasoning'] } })
    const answer = readAnswer(
      await decode([chunk({ thought: 'a', reasoning: 'a' }), chunk({ reasoning: 'b' }), DONE], provider),
    )
    expect(answer.reasoning).toBe('ab')
  })
})

it('an error beside the last words is told after them, and nothing follows', async () => {
  const failing = toSse({
    error: { code: 502, message: 'Provider disconnected' },
    choices: [{ index: 0, delta: { content: 'b' }, finish_reason: null }],
  })
  const events = await decode([chunk({ content: 'a' }), failing, finish('stop'), DONE])
  expect(readAnswer(events).text).toBe('ab')
  expect(events.at(-1)).toMatchObject({ type: 'error', error: { code: 'provider_unavailable', status: null } })
})

it('whatever JSON a provider streams, the answer ends in one end or one error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 6 }), async (values) => {
      const events = await decode([...values.map(toSse), DONE])
      const endings = events.filter((event) => event.type === 'end' || event.type === 'error')
      expect(endings).toEqual([events.at(-1)])
    }),
  )
})
