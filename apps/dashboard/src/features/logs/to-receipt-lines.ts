/**
 * The receipt of a request. Guarantee: the amounts of its lines add up to what was charged, to the last decimal. Lines
 * are exact to a millionth of a nano-dollar and only their sum is rounded, so what the rounding took has its own line.
 */
import type { AttemptRecord, ReceiptLine } from '@turnpike/contracts/activity/generation-detail'
import { formatMoney } from '@turnpike/ui/format/money-text'
import { formatCount } from '@turnpike/ui/format/quantity-text'
import { receiptAmount } from '@turnpike/ui/format/receipt-amount'

/** `amount` is a plain decimal of US dollars. */
export type ShownLine = { id: string; label: string; amount: string }

type Charged = {
  costNanoUsd: bigint
  detail: { lines: readonly ReceiptLine[]; attempts: readonly Pick<AttemptRecord, 'providerName' | 'outcome'>[] }
}

const MILLIONTHS = 1_000_000n

const ITEM_TEXT: Record<ReceiptLine['item'], readonly [one: string, many: string]> = {
  input: ['token in', 'tokens in'],
  cached_input: ['cached token in', 'cached tokens in'],
  cache_write: ['token written to the cache', 'tokens written to the cache'],
  output: ['token out', 'tokens out'],
  request: ['request', 'requests'],
}

export function toReceiptLines({ costNanoUsd, detail }: Charged): ShownLine[] {
  const exact = detail.lines.reduce((sum, line) => sum + BigInt(line.amountNanoUsdMillionths), 0n)
  return [
    ...detail.lines.map((line) => ({
      id: line.item,
      label: describeLine(line),
      amount: receiptAmount(line.amountNanoUsdMillionths),
    })),
    ...detail.attempts
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ providerName }, index) => ({ id: `failed ${index}`, label: `${providerName}, failed`, amount: '0' })),
    ...differenceLines(costNanoUsd * MILLIONTHS - exact),
  ]
}

/** "6,000 tokens in × $0.50 / M". */
function describeLine({ item, quantity, unitPriceNanoUsdPerMillion }: ReceiptLine): string {
  const [one, many] = ITEM_TEXT[item]
  const price =
    item === 'request'
      ? formatMoney(receiptAmount(unitPriceNanoUsdPerMillion), 'request')
      : formatMoney(BigInt(unitPriceNanoUsdPerMillion), 'price')
  return `${formatCount(quantity)} ${quantity === 1 ? one : many} × ${price}`
}

/** Under one nano-dollar it is the rounding; more was given up because no request is charged above its hold. */
function differenceLines(difference: bigint): ShownLine[] {
  if (difference === 0n) return []
  const amount = receiptAmount(difference.toString())
  if (difference > 0n) return [{ id: 'difference', label: 'correction', amount }]
  return -difference < MILLIONTHS
    ? [{ id: 'rounding', label: 'rounding, in your favour', amount }]
    : [{ id: 'cap', label: 'not charged, above what was held', amount }]
}
