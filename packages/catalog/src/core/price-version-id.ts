import { createHash } from 'node:crypto'
import type { Prices } from './prices.ts'
import { encodePrices } from './prices-json.ts'

const HEX_DIGITS = 32

/**
 * The name of a price version: a digest of what it says. The same endpoint, start and prices have the same name
 * wherever it is computed; any other price has another name, so a charge can never point at an edited price.
 */
export function priceVersionId(endpointId: string, effectiveFromMs: number, prices: Prices): string {
  const text = JSON.stringify([endpointId, effectiveFromMs, encodePrices(prices)])
  return `prc_${createHash('sha256').update(text).digest('hex').slice(0, HEX_DIGITS)}`
}
