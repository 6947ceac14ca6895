import type { NanoUsdPerMillion } from './parse-price.ts'

const DECIMALS = 15

/** US dollars per single unit as the shortest exact decimal, the edge format of the API: 150000000n → "0.00000015". */
export function toUnitPrice(price: NanoUsdPerMillion): string {
  const digits = price.toString().padStart(DECIMALS + 1, '0')
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '')
  return fraction === '' ? digits.slice(0, -DECIMALS) : `${digits.slice(0, -DECIMALS)}.${fraction}`
}
