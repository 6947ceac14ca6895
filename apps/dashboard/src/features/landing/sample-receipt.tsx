import { computeCost } from '@turnpike/catalog/core/cost'
import { FREE_PRICES } from '@turnpike/catalog/core/prices'
import { Receipt } from '@turnpike/ui/figures/receipt'
import { formatMoney } from '@turnpike/ui/format/money-text'
import { formatCount } from '@turnpike/ui/format/quantity-text'
import { receiptAmount } from '@turnpike/ui/format/receipt-amount'

const EXAMPLE_PRICES = { ...FREE_PRICES, input: 150_000_000n, output: 600_000_000n }
const EXAMPLE_USAGE = {
  inputTokens: 1204,
  outputTokens: 312,
  reasoningTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  source: 'reported',
} as const
const LABELS: Record<string, string> = { input: 'in', output: 'out' }

/** An example, computed by the arithmetic that charges, so its lines add up the way a real one's do. */
export function SampleReceipt() {
  const cost = computeCost(EXAMPLE_PRICES, EXAMPLE_USAGE)
  return (
    <Receipt
      caption="Receipt of one request (example)"
      lines={cost.lines.map((line) => ({
        id: line.item,
        label: `${formatCount(line.quantity)} ${LABELS[line.item] ?? line.item} × ${formatMoney(BigInt(line.unitPriceNanoUsdPerMillion), 'price')}`,
        amount: receiptAmount(line.amountNanoUsdMillionths),
      }))}
      total={{ label: 'charged', amount: cost.totalNanoUsd }}
      note="Served by provider B, because provider A costs 2.1 times as much."
    />
  )
}
