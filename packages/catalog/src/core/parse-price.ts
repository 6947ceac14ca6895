import { parseUsd } from '@turnpike/kernel/money'

/** A price: nano-US-dollars per million units (tokens, requests), a whole number. $0.15 per million is 150000000n. */
export type NanoUsdPerMillion = bigint

/**
 * Reads US dollars per million units from a plain decimal string, exactly. Returns `null` for anything else: signs,
 * exponents, words, and digits finer than a nano-dollar.
 */
export function parsePricePerMillion(text: string): NanoUsdPerMillion | null {
  const price = parseUsd(text)
  return price === null || price < 0n || text.trim() !== text ? null : price
}
