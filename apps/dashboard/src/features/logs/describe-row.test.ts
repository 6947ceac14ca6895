import { nanoUsd } from '@turnpike/kernel/money'
import { describe, expect, it } from 'vitest'
import { countRetries, explainRow, providerText, toProviderSteps, toStatusMark } from './describe-row.ts'

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
  affordableOutputTokens: null,
}
const ended = { refusal: null, errorCode: null, errorMessage: null, costNanoUsd: nanoUsd(0n) }
const attempt = (providerName: string, outcome: 'succeeded' | 'failed') => ({
  providerId: providerName.toLowerCase(),
  providerName,
  outcome,
  status: outcome === 'failed' ? 503 : 200,
})

describe('a row that did not succeed says why', () => {
  it('a refusal for money names the ceiling, what it leaves and what was needed', () => {
    expect(explainRow({ ...ended, outcome: 'refused', refusal })).toBe(
      'Refused: key limit leaves $0.12, needed up to $0.98',
    )
  })

  it('any other refusal carries its message, or at least its code in words', () => {
    expect(explainRow({ ...ended, outcome: 'refused', errorMessage: 'No provider is left.' })).toBe(
      'Refused: No provider is left.',
    )
    expect(explainRow({ ...ended, outcome: 'failed', errorCode: 'provider_stream_cut' })).toBe(
      'Failed: provider stream cut',
    )
    expect(explainRow({ ...ended, outcome: 'failed' })).toBe('Failed: no reason was recorded')
  })

  it('a cancelled one says whether something is charged', () => {
    expect(explainRow({ ...ended, outcome: 'cancelled', costNanoUsd: nanoUsd(1n) })).toContain('is charged')
    expect(explainRow({ ...ended, outcome: 'cancelled' })).toContain('nothing is charged')
  })

  it('one that succeeded needs no explanation', () => {
    expect(explainRow({ ...ended, outcome: 'succeeded' })).toBeNull()
  })
})

it('a status is a number and, unless it succeeded, a word', () => {
  expect(toStatusMark({ outcome: 'succeeded', status: 200 })).toEqual({ status: 'ok', word: '200' })
  expect(toStatusMark({ outcome: 'refused', status: 402 })).toEqual({ status: 'refused', word: '402 refused' })
  expect(toStatusMark({ outcome: 'cancelled', status: 499 })).toEqual({ status: 'caution', word: '499 cancelled' })
})

it('a fallback shows both providers and how often it was tried again', () => {
  const attempts = [attempt('A', 'failed'), attempt('C', 'succeeded')]
  expect(providerText(toProviderSteps({ attempts, providerName: 'C' }))).toBe('A✕ → C')
  expect(countRetries({ attempts })).toBe(1)
  expect(providerText(toProviderSteps({ attempts: [], providerName: null }))).toBe('not routed')
  expect(countRetries({ attempts: [] })).toBe(0)
})
