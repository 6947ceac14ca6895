import { type NanoUsdPerMillion, parsePricePerMillion } from '@turnpike/catalog/core/parse-price'

const DECIMALS = 9

/**
 * A bound of `max_price` (US dollars, number or decimal string) as nano-USD. Digits finer than a nano-dollar are cut
 * off, which makes the bound stricter. `null` when it is so large that it bounds nothing.
 */
export function parsePriceBound(bound: number | string): NanoUsdPerMillion | null {
  const text = typeof bound === 'number' ? bound.toFixed(DECIMALS) : bound
  const [whole = '0', fraction = '0'] = text.split('.')
  return parsePricePerMillion(`${whole}.${fraction.slice(0, DECIMALS)}`)
}
