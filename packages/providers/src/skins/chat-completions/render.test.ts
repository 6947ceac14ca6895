/** Both ways of answering, read back by the official client's own accumulator and by schemas of OpenAI's shapes. */
import { failure } from '@turnpike/contracts/errors/failure'
import type { CanonicalEvent } from '@turnpike/contracts/inference/canonical-event'
import { nanoUsd } from '@turnpike/kernel/money'
import { ChatCompletionStream } from 'openai/lib/ChatCompletionStream'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { collectEvents } from '../../testing/collect-events.ts'
import { makeProvider } from '../../testing/provider-rows.ts'
import { hasRecordings, readRecordings } from '../../testing/recordings.ts'
import type { AnswerHeader } from './answer-header.ts'
import { createChunkRenderer } from './render-chunk.ts'
import { createCompletionCollector, renderCompletion } from './render-completion.ts'
import { renderErrorBody } from './render-error.ts'
import { renderUsage } from './render-usage.ts'

const HEADER: AnswerHeader = { id: 'gen-1', createdSeconds: 1_780_000_000, model: 'a/b', provider: 'Example' }

const USAGE = renderUsage(
  {
    inputTokens: 10,
    outputTokens: 5,
    reasoningTokens: 2,
    cachedInputTokens: 4,
    cacheWriteTokens: 1,
    source: 'reported',
  },
  {
    totalNanoUsd: nanoUsd(1_500n),
    lines: [
      { item: 'input', quantity: 10, unitPriceNanoUsdPerMillion: '100000000', amountNanoUsdMillionths: '1000000000' },
      { item: 'output', quantity: 5, unitPriceNanoUsdPerMillion: '100000000', amountNanoUsdMillionths: '500999999' },
    ],
  },
)

const ANSWER: CanonicalEvent[] = [
  { type: 'start', upstreamId: 'up', upstreamModel: 'm', systemFingerprint: 'fp_1' },
  { type: 'reasoning', choice: 0, text: 'hm', details: [] },
  { type: 'content', choice: 0, text: 'Hel' },
  { type: 'content', choice: 0, text: 'lo' },
  { type: 'tool-call', choice: 0, index: 0, id: 'call_1', name: 'look' },
  { type: 'tool-call-arguments', choice: 0, index: 0, text: '{"at":' },
  { type: 'tool-call-arguments', choice: 0, index: 0, text: '"sky"}' },
  { type: 'finish', choice: 0, reason: 'tool_calls', nativeReason: 'tool_use' },
  { type: 'end' },
]

const toolCallSchema = z.strictObject({
  id: z.string(),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string(), arguments: z.string() }),
})

const messageSchema = z.looseObject({
  role: z.literal('assistant'),
  content: z.string().nullable(),
  refusal: z.string().nullable(),
  tool_calls: z.array(toolCallSchema).min(1).optional(),
})

const reasonSchema = z.enum(['stop', 'length', 'tool_calls', 'content_filter', 'error'])

const completionSchema = z.looseObject({
  id: z.string(),
  object: z.literal('chat.completion'),
  created: z.int(),
  model: z.string(),
  system_fingerprint: z.string().nullable(),
  choices: z
    .array(
      z.looseObject({
        index: z.int(),
        finish_reason: reasonSchema,
        logprobs: z.looseObject({}).nullable(),
        message: messageSchema,
      }),
    )
    .min(1),
})

const chunkSchema = z.looseObject({
  id: z.string(),
  object: z.literal('chat.completion.chunk'),
  created: z.int(),
  model: z.string(),
  system_fingerprint: z.string().nullable(),
  choices: z.array(
    z.looseObject({
      index: z.int(),
      delta: z.looseObject({}),
      finish_reason: reasonSchema.nullable(),
      logprobs: z.looseObject({}).nullable(),
    }),
  ),
})

type Chunk = z.infer<typeof chunkSchema>

function renderAll(events: readonly CanonicalEvent[], header = HEADER): Chunk[] {
  const renderer = createChunkRenderer(header)
  return [...events.flatMap(renderer.render), renderer.usage(USAGE)].map(readChunk)
}

function readChunk(text: string): Chunk {
  expect(text).toMatch(/^data: .+\n\n$/)
  return chunkSchema.parse(JSON.parse(text.slice('data: '.length)))
}

/** The official client puts the chunks together. */
async function accumulate(chunks: Chunk[]) {
  const lines = chunks.map((chunk) => `${JSON.stringify(chunk)}\n`)
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(lines.join('')))
      controller.close()
    },
  })
  return ChatCompletionStream.fromReadableStream(stream as never).finalChatCompletion()
}

function complete(events: readonly CanonicalEvent[], header = HEADER) {
  const collector = createCompletionCollector()
  for (const event of events) collector.accept(event)
  return completionSchema.parse(renderCompletion(collector.collected(), header, USAGE))
}

describe('a streamed answer', () => {
  it('is put together by the official client to what was said', async () => {
    const completion = await accumulate(renderAll(ANSWER))
    expect(completion).toMatchObject({
      id: 'gen-1',
      model: 'a/b',
      choices: [
        {
          finish_reason: 'tool_calls',
          message: {
            role: 'assistant',
            content: 'Hello',
            tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'look', arguments: '{"at":"sky"}' } }],
          },
        },
      ],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    })
  })

  it('tells the role in the first delta of each choice and in no other', () => {
    const more: CanonicalEvent[] = [{ type: 'content', choice: 1, text: 'x' }]
    const deltas = renderAll([...ANSWER.slice(0, -1), ...more, { type: 'end' }]).flatMap((chunk) => chunk.choices)
    expect(deltas.filter((choice) => 'role' in choice.delta).map((choice) => choice.index)).toEqual([0, 1])
  })

  it('carries the native reason, the thoughts in both forms, and usage in a chunk without choices', () => {
    const chunks = renderAll(ANSWER)
    expect(chunks[0]?.choices[0]?.delta).toEqual({
      role: 'assistant',
      content: '',
      reasoning: 'hm',
      reasoning_details: [{ type: 'reasoning.text', text: 'hm', format: 'unknown', index: 0 }],
    })
    expect(chunks.at(-2)?.choices[0]).toMatchObject({ finish_reason: 'tool_calls', native_finish_reason: 'tool_use' })
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: USAGE, system_fingerprint: 'fp_1' })
  })

  it('ends every choice, also where the provider never said why', () => {
    const reasons = (events: CanonicalEvent[]) =>
      renderAll(events).flatMap((chunk) => chunk.choices.flatMap((choice) => choice.finish_reason ?? []))
    expect(reasons([{ type: 'content', choice: 0, text: 'x' }, { type: 'end' }])).toEqual(['stop'])
    expect(reasons([{ type: 'end' }])).toEqual(['stop'])
    expect(reasons(ANSWER.filter((event) => event.type !== 'finish'))).toEqual(['tool_calls'])
  })

  it('tells an error in band, as a chunk with a typed code and nothing of the provider’s words', () => {
    const error = failure('provider_stream_cut', 'secret words of the provider', { retryAfterSeconds: 3 })
    expect(readChunk(createChunkRenderer(HEADER).error(error))).toMatchObject({
      error: {
        code: 502,
        message: 'The provider broke off in the middle of the answer.',
        metadata: { error_type: 'provider_stream_cut', retry_after_seconds: 3 },
      },
      choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
    })
    expect(createChunkRenderer(HEADER).done()).toBe('data: [DONE]\n\n')
  })
})

describe('a whole answer', () => {
  it('says what the streamed one says', async () => {
    const whole = complete(ANSWER)
    const streamed = await accumulate(renderAll(ANSWER))
    expect(whole.choices[0]).toMatchObject({
      finish_reason: streamed.choices[0]?.finish_reason,
      native_finish_reason: 'tool_use',
      logprobs: null,
      message: {
        content: streamed.choices[0]?.message.content,
        reasoning: 'hm',
        refusal: null,
        tool_calls: JSON.parse(JSON.stringify(streamed.choices[0]?.message.tool_calls)),
      },
    })
    expect(whole).toMatchObject({ id: 'gen-1', provider: 'Example', system_fingerprint: 'fp_1', usage: USAGE })
  })

  it('has null content beside a call or a refusal, and an empty one where nothing was said', () => {
    const call: CanonicalEvent = { type: 'tool-call', choice: 0, index: 0, id: 'c', name: 'f' }
    const contentOf = (...events: CanonicalEvent[]) =>
      complete([...events, { type: 'end' }]).choices[0]?.message.content
    expect(contentOf(call)).toBeNull()
    expect(contentOf({ type: 'refusal', choice: 0, text: 'No.' })).toBeNull()
    expect(contentOf()).toBe('')
  })

  it('puts pieces of thoughts together, signature included', () => {
    const detail = (more: object) => [{ type: 'reasoning.text', format: 'anthropic-claude-v1', index: 0, ...more }]
    const whole = complete([
      { type: 'reasoning', choice: 0, text: 'a', details: detail({ text: 'a' }) },
      { type: 'reasoning', choice: 0, text: 'b', details: detail({ text: 'b' }) },
      { type: 'reasoning', choice: 0, text: '', details: detail({ signature: 's' }) },
    ])
    expect(whole.choices[0]?.message).toMatchObject({
      reasoning: 'ab',
      reasoning_details: detail({ text: 'ab', signature: 's' }),
    })
  })

  it('hides thoughts from a client that does not want them', () => {
    const header = { ...HEADER, includeReasoning: false }
    expect(complete(ANSWER, header).choices[0]?.message.reasoning).toBeNull()
    expect(JSON.stringify(renderAll(ANSWER, header))).not.toContain('hm')
  })

  it('that broke off carries what came, and the error', () => {
    const collector = createCompletionCollector()
    for (const event of ANSWER.slice(0, 4)) collector.accept(event)
    const body = renderCompletion(collector.collected(), HEADER, null, failure('timeout'))
    expect(body).toMatchObject({
      choices: [{ finish_reason: 'error', error: { code: 504 }, message: { content: 'Hello' } }],
    })
    expect(body).not.toHaveProperty('usage')
  })
})

describe('usage', () => {
  it('has parts of the cost that add up to it', () => {
    expect(USAGE).toMatchObject({
      cost: 0.0000015,
      is_byok: false,
      cost_details: {
        upstream_inference_cost: 0.0000015,
        upstream_inference_prompt_cost: 0.000001,
        upstream_inference_completions_cost: 0.0000005,
      },
      prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 1 },
      completion_tokens_details: { reasoning_tokens: 2 },
    })
  })
})

it('an error body has the status as code, the figures and the typed code', () => {
  const error = failure('payment_required', 'Not enough.', { metadata: { needed: '1' } })
  expect(renderErrorBody(error)).toEqual({
    error: { code: 402, message: 'Not enough.', metadata: { needed: '1', error_type: 'payment_required' } },
  })
})

describe.skipIf(!hasRecordings)('recorded streams', () => {
  const recordings = readRecordings('openai-chat', 'anthropic-messages').filter(
    (recording) => recording.stream && recording.status < 400 && !recording.expect.error,
  )

  it.each(recordings.map((recording) => [recording.id, recording] as const))(
    'of %s read the same streamed through the official client and whole',
    async (_id, recording) => {
      const protocol = recording.family === 'anthropic-messages' ? 'anthropic-messages' : 'openai-chat'
      const provider = makeProvider({ protocol, stream: { sendsDone: false } })
      const events = await collectEvents([new Uint8Array(recording.body)], provider)
      const [streamed, whole] = [await accumulate(renderAll(events)), complete(events)]
      const first = streamed.choices[0]
      expect(first?.message.content ?? '').toBe(whole.choices[0]?.message.content ?? '')
      expect(first?.finish_reason).toBe(whole.choices[0]?.finish_reason)
      expect(first?.message.tool_calls ?? []).toMatchObject(whole.choices[0]?.message.tool_calls ?? [])
    },
  )
})
