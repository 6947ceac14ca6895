import { describe, expect, it } from 'vitest'
import { makeProvider } from '../testing/provider-rows.ts'
import { describeFailure } from './describe-failure.ts'

const PLAIN = makeProvider()
const NOW = Date.parse('2026-08-01T12:00:00Z')

const read = (status: number, body: unknown, headers: Record<string, string> = {}, provider = PLAIN) =>
  describeFailure(
    { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body), nowMs: NOW },
    provider,
  )

describe('an error is classed by what it says', () => {
  it.each([
    [400, { error: { message: 'Incorrect API key provided' } }, 'provider_authentication'],
    [400, { code: 'x', error: 'Incorrect API key provided: xai-***' }, 'provider_authentication'],
    [400, '"Input is too long for requested model."', 'context_length_exceeded'],
    [
      400,
      { error: { type: 'invalid_request_error', message: 'Your credit balance is too low' } },
      'provider_unavailable',
    ],
    [
      429,
      { error: { code: 'insufficient_quota', message: 'You exceeded your current quota' } },
      'provider_unavailable',
    ],
    [400, { detail: [{ loc: ['body', 'temperature'], msg: 'too large' }] }, 'provider_invalid_request'],
    [422, { detail: 'no' }, 'provider_invalid_request'],
    [
      400,
      { error: { message: 'max_tokens: 9 > 8, which is the maximum allowed number of output tokens' } },
      'max_tokens_exceeded',
    ],
    [400, { error: { message: 'Could not process image' } }, 'invalid_image'],
    [402, '', 'provider_unavailable'],
    [408, '', 'timeout'],
    [413, '', 'context_length_exceeded'],
    [429, '', 'provider_rate_limited'],
    [498, '', 'provider_overloaded'],
    [504, '<html></html>', 'timeout'],
    [418, '', 'provider_invalid_request'],
    [599, '', 'provider_unavailable'],
  ])('%i %j is %s', (status, body, code) => {
    expect(read(status, body).code).toBe(code)
  })

  it('errorCodeMap: the row’s own codes win over the status', () => {
    const provider = makeProvider({
      response: { errorCodeMap: { '1113': 'provider_unavailable', Throttling: 'provider_rate_limited' } },
    })
    expect(read(429, { error: { code: '1113', message: 'x' } }, {}, provider).code).toBe('provider_unavailable')
    expect(read(400, { code: 'Throttling.RateQuota', message: 'x' }, {}, provider).code).toBe('provider_rate_limited')
  })

  it('errorMessagePath: the message is read where the row says', () => {
    const provider = makeProvider({ response: { errorMessagePath: 'detail.error' } })
    expect(read(400, { detail: { error: 'too bad' }, message: 'no' }, {}, provider).providerMessage).toBe('too bad')
  })

  it('a message never fills the log, nor breaks its lines', () => {
    const { providerMessage } = read(500, `a\r\nb${'x'.repeat(100_000)}`)
    expect(providerMessage?.length).toBeLessThanOrEqual(1_000)
    expect(providerMessage).toMatch(/^a b/)
  })
})

describe('how long to wait', () => {
  it.each<[string, number, Record<string, string>, string, number | null]>([
    ['milliseconds', 429, { 'retry-after-ms': '1500', 'retry-after': '9' }, '', 1.5],
    ['seconds', 429, { 'retry-after': '9' }, '', 9],
    ['seconds on another status', 500, { 'retry-after': '9' }, '', 9],
    ['a date', 503, { 'retry-after': 'Sat, 01 Aug 2026 12:00:30 GMT' }, '', 30],
    ['a date that has passed', 503, { 'retry-after': 'Sat, 01 Aug 2026 11:00:00 GMT' }, '', null],
    ['nonsense', 429, { 'retry-after': '-5' }, '', null],
    ['a century', 429, { 'retry-after': '3153600000' }, '', 86_400],
    [
      'the bucket that is empty',
      429,
      {
        'x-ratelimit-remaining-requests': '10',
        'x-ratelimit-reset-requests': '6ms',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '1m30.5s',
      },
      '',
      90.5,
    ],
    [
      'a bucket with a time of day',
      429,
      {
        'anthropic-ratelimit-tokens-remaining': '0',
        'anthropic-ratelimit-tokens-reset': '2026-08-01T12:00:05Z',
      },
      '',
      5,
    ],
    ['a sentence', 429, {}, '{"error":{"message":"Please try again in 1m0.36s."}}', 60.36],
    ['no word', 429, {}, '', null],
  ])('is read from %s', (_what, status, headers, body, seconds) => {
    expect(read(status, body, headers).retryAfterSeconds).toBe(seconds)
  })
})
