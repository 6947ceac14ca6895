/** Receipt lines are exact to a millionth of a nano-dollar; only their sum is rounded. */
import { toPlainString } from './decimal.ts'

const PLACES = 15

/** The amount of a receipt line (`amountNanoUsdMillionths`) as a plain decimal of US dollars: "180600000000" → "0.0001806". */
export const receiptAmount = (amountNanoUsdMillionths: string): string =>
  toPlainString({ units: BigInt(amountNanoUsdMillionths), places: PLACES })
