import type { Quantization } from '@turnpike/contracts/inference/provider-preferences'
import type { EligibleEntry } from '../entry.ts'
import { comparePrice } from './by-price.ts'
import { healthOf, type RankContext, type Strategy } from './strategy.ts'

/** Bits per weight. Not knowing ranks between eight and sixteen: first-party endpoints do not say, and are rarely worse. */
const PRECISION: Record<Quantization, number> = {
  fp32: 32,
  bf16: 16,
  fp16: 16,
  unknown: 12,
  fp8: 8,
  mxfp8: 8,
  int8: 8,
  fp6: 6,
  mxfp4: 4,
  nvfp4: 4,
  fp4: 4,
  int4: 4,
}

/** `sort: exacto`, `:exacto`: the model as its author made it. Least quantized first, then fewest failures, then price. */
export const byQuality: Strategy = {
  name: 'exacto',
  rank: (entries, context) =>
    entries
      .toSorted(
        (first, other) =>
          PRECISION[other.endpoint.quantization] - PRECISION[first.endpoint.quantization] ||
          failureShare(first, context) - failureShare(other, context) ||
          comparePrice(first, other),
      )
      .map((entry) => ({
        entry,
        score: {
          strategy: 'exacto',
          quantization: entry.endpoint.quantization,
          failureShare: failureShare(entry, context),
        },
      })),
}

function failureShare(entry: EligibleEntry, { health }: RankContext): number {
  const { recentFailures, recentSuccesses } = healthOf(entry, health)
  return recentFailures === 0 ? 0 : recentFailures / (recentFailures + recentSuccesses)
}
