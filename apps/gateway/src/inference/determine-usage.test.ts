import type { ReportedUsage } from '@turnpike/contracts/inference/usage'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { determineUsage } from './determine-usage.ts'
import type { MeterReading } from './meter.ts'

const reading = (more: Partial<MeterReading>): MeterReading => ({
  reported: {
    inputTokens: null,
    outputTokens: null,
    reasoningTokens: null,
    cachedInputTokens: null,
    cacheWriteTokens: null,
  },
  deliveredText: '',
  delivered: false,
  finishReason: null,
  nativeFinishReason: null,
  upstreamId: null,
  upstreamModel: null,
  ...more,
})
const bounds = { inputTokens: 1_000, outputTokens: 500 }
const count = { input: () => 12, output: (text: string) => text.length }
const anyCount = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constant(Number.MAX_SAFE_INTEGER),
)

describe('usage that is charged', () => {
  it('stays within the bounds of the hold whatever the provider reports', () => {
    const usages = fc.record<ReportedUsage>({
      inputTokens: anyCount,
      outputTokens: anyCount,
      reasoningTokens: anyCount,
      cachedInputTokens: anyCount,
      cacheWriteTokens: anyCount,
    })
    fc.assert(
      fc.property(usages, fc.boolean(), fc.string(), (reported, delivered, deliveredText) => {
        const usage = determineUsage(
          reading({ reported, delivered, deliveredText, finishReason: 'stop' }),
          bounds,
          count,
        )
        expect(usage.inputTokens).toBeGreaterThanOrEqual(0)
        expect(usage.inputTokens).toBeLessThanOrEqual(bounds.inputTokens)
        expect(usage.outputTokens).toBeGreaterThanOrEqual(0)
        expect(usage.outputTokens).toBeLessThanOrEqual(bounds.outputTokens)
        expect(usage.reasoningTokens).toBeLessThanOrEqual(usage.outputTokens)
        expect(usage.cachedInputTokens + usage.cacheWriteTokens).toBeLessThanOrEqual(usage.inputTokens)
      }),
    )
  })

  it('is nothing when nothing came, even if the provider reports tokens', () => {
    const reported = { ...reading({}).reported, inputTokens: 900, outputTokens: 40 }
    expect(determineUsage(reading({ reported }), bounds, count)).toMatchObject({
      inputTokens: 0,
      outputTokens: 0,
      source: 'none',
    })
    expect(determineUsage(reading({ reported, finishReason: 'error' }), bounds, count).source).toBe('none')
  })

  it('counts what was delivered when the provider says nothing', () => {
    const cut = reading({ delivered: true, deliveredText: 'twelve chars' })
    expect(determineUsage(cut, bounds, count)).toMatchObject({ inputTokens: 12, outputTokens: 12, source: 'estimated' })
  })

  it('takes reported zero as zero and not as missing', () => {
    const reported = { ...reading({}).reported, inputTokens: 0, outputTokens: 3 }
    const usage = determineUsage(reading({ reported, delivered: true, deliveredText: 'abc' }), bounds, count)
    expect(usage).toMatchObject({ inputTokens: 0, outputTokens: 3, source: 'reported' })
  })
})
