import type { AttemptRecord, GenerationDetail } from '@turnpike/contracts/activity/generation-detail'
import { nanoUsd } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import { describeRequest } from './describe-request.ts'
import { describeScore, describeStrategy } from './describe-score.ts'
import { toCurl } from './to-curl.ts'

const EMPTY: GenerationDetail = {
  lines: [],
  attempts: [],
  candidates: [],
  removed: [],
  strategy: null,
  seed: null,
  runnerUp: null,
  refusal: null,
  parameters: {},
  clampedOutputTokens: null,
  timings: {},
}
const attempt = (providerName: string, changes: Partial<AttemptRecord> = {}): AttemptRecord => ({
  endpointId: `${providerName}/model-1`,
  providerId: providerName,
  providerName,
  outcome: 'failed',
  errorCode: 'provider_unavailable',
  owner: 'provider',
  status: 503,
  startedMs: 11,
  firstContentMs: null,
  endedMs: 1_215,
  ...changes,
})
const request = {
  outcome: 'succeeded',
  providerName: 'C',
  costNanoUsd: nanoUsd(4_210_000n),
  totalMs: 2_020,
  errorMessage: null,
  errorCode: null,
  detail: EMPTY,
} as const

it('a fallback names the provider that failed, how, and the one that served', () => {
  const attempts = [attempt('A'), attempt('C', { outcome: 'succeeded', status: 200 })]
  expect(describeRequest({ ...request, detail: { ...EMPTY, attempts } })).toBe(
    'Provider A failed (503 after 1.20 s), so C served it.',
  )
})

it('a refusal for money names the ceiling, what it leaves, what was needed, and that it is free', () => {
  const refusal = {
    limitSource: 'key_limit',
    scopeId: 'key_a',
    scopeName: 'batch-night',
    limitNanoUsd: '1000000000',
    usedNanoUsd: '880000000',
    reservedNanoUsd: '0',
    neededNanoUsd: '980000000',
    freeNanoUsd: '120000000',
    resetsAt: null,
    affordableOutputTokens: 120,
  }
  const refused = { ...request, outcome: 'refused', costNanoUsd: nanoUsd(0n), detail: { ...EMPTY, refusal } } as const
  expect(describeRequest(refused)).toBe(
    'Refused: the key limit of batch-night leaves $0.12, and this request needed up to $0.98. Nothing is charged.',
  )
})

it('a failure says what failed and that nothing is charged, a cancelled request what is', () => {
  const failed = {
    ...request,
    outcome: 'failed',
    costNanoUsd: nanoUsd(0n),
    errorMessage: 'No provider answered',
  } as const
  expect(describeRequest({ ...failed, detail: { ...EMPTY, attempts: [attempt('A')] } })).toBe(
    'Provider A failed (503 after 1.20 s). No provider answered. Nothing is charged.',
  )
  expect(describeRequest({ ...request, outcome: 'cancelled' })).toBe(
    'The client went away after 2.02 s. What had been delivered until then is charged: $0.004210.',
  )
})

it('a score reads as words, and what says nothing is left out', () => {
  const score = {
    strategy: 'default',
    blendedUsdPerMillion: '0.45',
    chanceToBeFirst: 0.62,
    drawn: true,
    recentFailures: 0,
    setAside: 'none',
  }
  expect(describeScore(score)).toBe(
    'spread over the cheap ones · $0.45 / M blended · 62.0% chance to be first · drawn first',
  )
  expect(describeScore({ strategy: 'latency', timeToFirstTokenMs: 'not measured' })).toBe(
    'soonest first token first · first token not measured',
  )
  expect(describeStrategy('order, price')).toBe('in your order, then cheapest first')
})

it('curl repeats the parameters with a variable for the key, and no text of the request can leave its quotes', () => {
  const curl = toCurl(
    {
      requestedModel: "a/model-1'; rm -rf /",
      streamed: true,
      detail: { parameters: { temperature: 0.2, tools: 3, tool_choice: 'auto' } },
    },
    'https://gateway.example/api/v1',
  )
  expect(curl).toContain('Bearer $TURNPIKE_API_KEY')
  expect(curl).toContain("a/model-1'\\''; rm -rf /")
  expect(curl).toContain('"temperature": 0.2')
  expect(curl).toContain('"stream": true')
  expect(curl).not.toContain('tool')
})
