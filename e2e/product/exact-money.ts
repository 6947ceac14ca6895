/**
 * Amounts as integers of nano-dollars. Journeys look at the product from outside, so they count for themselves and do
 * not borrow the product's own arithmetic.
 */
const PLACES = 9

/** "10.00", "0.00000042" or the JSON number 4.2e-7, to the last digit. */
export function nanoUsd(amount: string | number): bigint {
  const text = typeof amount === 'number' ? amount.toFixed(PLACES) : amount
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const surplus = fraction.slice(PLACES)
  if (whole === '' || /[1-9]/.test(surplus)) throw new Error(`not an amount in nano-dollars: ${text}`)
  const value = BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0'))
  return sign === '-' ? -value : value
}

export const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)

/** A receipt's lines are exact to a millionth of a nano-dollar; this many make a dollar. */
export function nanoUsdMillionths(amount: string): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,15}))?$/.exec(amount) ?? []
  if (whole === '') throw new Error(`not an amount of a receipt: ${amount}`)
  const value = BigInt(whole + fraction.padEnd(15, '0'))
  return sign === '-' ? -value : value
}
