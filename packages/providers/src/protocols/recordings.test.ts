/** Every recorded answer of the protocols that we speak, decoded and compared with its reference reading. */
import type { Provider } from '@turnpike/catalog/core/catalog'
import type { ErrorCode } from '@turnpike/contracts/errors/error-table'
import type { CanonicalEvent } from '@turnpike/contracts/inference/canonical-event'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collectEvents, readAnswer } from '../testing/collect-events.ts'
import { makeProvider, readProviders } from '../testing/provider-rows.ts'
import { hasRecordings, type Recording, readRecordings } from '../testing/recordings.ts'
import { PROTOCOLS } from './registry.ts'

const CODES: Record<string, ErrorCode> = {
  auth: 'provider_authentication',
  permission: 'provider_authentication',
  model_not_found: 'provider_not_found',
  invalid_request: 'provider_invalid_request',
  context_length: 'context_length_exceeded',
  content_filter: 'content_policy_violation',
  rate_limit: 'provider_rate_limited',
  quota_or_credit: 'provider_unavailable',
  overloaded: 'provider_overloaded',
  server_error: 'provider_unavailable',
  model_output_invalid: 'provider_invalid_response',
  output_limit: 'max_tokens_exceeded',
  stream_truncated: 'provider_stream_cut',
}

type Reading = {
  reason?: string
  outputTokens?: number | null
  cachedInputTokens?: number
  arguments?: readonly string[]
}

/** Where we read a recording differently on purpose, and why. */
const DEVIATIONS: Record<string, Reading & { why: string }> = {
  'anthropic/pause-turn': { reason: 'stop', why: 'chat clients have no word for a paused turn' },
  'anthropic/stream-midstream-overloaded': {
    outputTokens: null,
    why: 'the output count of message_start is a placeholder; a broken answer is counted by what was delivered',
  },
  'azure/stream-tool-call': {
    cachedInputTokens: 208,
    why: 'it claims more cached tokens than the prompt has; the cached part is at most the prompt',
  },
  'anthropic/stream-truncated-mid-tool': {
    outputTokens: null,
    arguments: [''],
    why: 'cut before the first argument: `{}` in the block start is a placeholder, too',
  },
}

/** Providers that are not in the catalogue, where they are not plain. */
const QUIRKS: Record<string, Parameters<typeof makeProvider>[0]> = {
  perplexity: { stream: { sendsDone: false } },
}

const recordings = readRecordings('openai-chat', 'anthropic-messages')
const providers = await readProviders()

function providerOf(recording: Recording): Provider {
  const row = providers.get(recording.provider)
  if (row?.protocol === recording.family) return row
  return makeProvider({ protocol: recording.family as Provider['protocol'], ...QUIRKS[recording.provider] })
}

async function decode(recording: Recording, pieces = [new Uint8Array(recording.body)]): Promise<CanonicalEvent[]> {
  const provider = providerOf(recording)
  const protocol = PROTOCOLS[provider.protocol]
  if (recording.status >= 400) {
    const { status, headers } = recording
    const failure = { status, headers, body: recording.body.toString('utf8'), nowMs: Date.parse('2026-08-01') }
    return [{ type: 'error', error: protocol.decodeError(failure, provider) }]
  }
  return recording.stream ? collectEvents(pieces, provider) : protocol.decodeResponse(recording.body, provider)
}

describe.skipIf(!hasRecordings)('recorded answers', () => {
  it('are all there', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(133)
  })

  it.each(recordings.map((recording) => [recording.id, recording] as const))('%s', async (id, recording) => {
    const events = await decode(recording)
    const answer = readAnswer(events)
    const wanted = recording.expect
    const deviation: Reading = DEVIATIONS[id] ?? {}

    expect(answer.text).toBe(wanted.text ?? '')
    expect(answer.refusal).toBe(wanted.refusal ?? '')
    if (wanted.reasoning) expect(answer.reasoning).toBe(wanted.reasoning)
    expect(answer.calls.map((call) => ({ ...call, arguments: comparable(call.arguments) }))).toEqual(
      (wanted.tool_calls ?? []).map((call, index) => ({
        id: call.id || expect.any(String),
        name: call.name,
        arguments: comparable(deviation.arguments?.[index] ?? handedOut(call.arguments)),
      })),
    )
    expect(answer.reason).toBe(deviation.reason ?? wanted.finish_reason ?? null)
    expect(events.filter((event) => event.type === 'start').length).toBeLessThanOrEqual(1)
    expectUsage(events, recording, deviation)
    expectEnding(events, recording)
  })
})

/** Arguments that a protocol gives as an object have no spelling of their own. */
function comparable(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const handedOut = (text: string): string => (text.trim() === '' || text.trim() === 'null' ? '{}' : text)

function expectUsage(events: CanonicalEvent[], recording: Recording, deviation: Reading): void {
  const usage = events.findLast((event) => event.type === 'usage')?.usage ?? null
  const wanted = recording.expect.usage
  if (!wanted) {
    expect(usage).toBeNull()
    return
  }
  expect(usage?.inputTokens).toBe(wanted.prompt_tokens)
  expect(usage?.outputTokens).toBe('outputTokens' in deviation ? deviation.outputTokens : wanted.completion_tokens)
  expect(usage?.reasoningTokens ?? 0).toBe(wanted.reasoning_tokens ?? 0)
  expect(usage?.cachedInputTokens ?? 0).toBe(deviation.cachedInputTokens ?? wanted.cached_tokens ?? 0)
  expect(usage?.cacheWriteTokens ?? 0).toBe(wanted.cache_write_tokens ?? 0)
}

function expectEnding(events: CanonicalEvent[], recording: Recording): void {
  const last = events.at(-1)
  const wanted = recording.expect.error
  if (!wanted) {
    expect(last).toEqual({ type: 'end' })
    return
  }
  expect(last?.type).toBe('error')
  if (last?.type !== 'error') return
  expect(last.error.code).toBe(CODES[wanted.class])
  expect(last.error.status).toBe(wanted.mid_stream ? null : wanted.http_status)
  expect(last.error.retryAfterSeconds).toBe(wanted.retry_after_s)
  expect(events.filter((event) => event.type === 'error')).toHaveLength(1)
}

describe.skipIf(!hasRecordings)('re-chunking', () => {
  const streams = recordings.filter((recording) => recording.stream && recording.status < 400)

  it.each(streams.map((recording) => [recording.id, recording] as const))(
    'any cut of the bytes of %s gives the same events',
    async (_id, recording) => {
      const whole = await decode(recording)
      const places = fc.uniqueArray(fc.nat(recording.body.length), { maxLength: 40 })
      await fc.assert(
        fc.asyncProperty(places, async (cuts) => {
          expect(await decode(recording, cutAt(recording.body, cuts))).toEqual(whole)
        }),
        { numRuns: 15 },
      )
    },
  )

  it('even byte by byte', async () => {
    const smallest = streams.toSorted((first, second) => first.body.length - second.body.length).slice(0, 5)
    for (const recording of smallest) {
      const bytes = [...recording.body].map((byte) => Uint8Array.of(byte))
      expect(await decode(recording, bytes)).toEqual(await decode(recording))
    }
  })
})

function cutAt(body: Buffer, cuts: readonly number[]): Uint8Array<ArrayBuffer>[] {
  const places = [0, ...cuts.toSorted((first, second) => first - second), body.length]
  return places.slice(1).map((end, index) => new Uint8Array(body.subarray(places[index], end)))
}
