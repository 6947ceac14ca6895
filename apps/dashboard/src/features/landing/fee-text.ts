import { centsToNanoUsd } from '@turnpike/kernel/money'
import { formatMoney } from '@turnpike/ui/format/money-text'

const POINTS_PER_PERCENT = 100

/** "5.5% (at least $0.80) when you buy credits", from what the operator configured. */
export function toFeeText(fee: { basisPoints: bigint; minimumCents: bigint }): string {
  if (fee.basisPoints === 0n && fee.minimumCents === 0n) return 'nothing on top when you buy credits'
  const percent = `${Number(fee.basisPoints) / POINTS_PER_PERCENT}%`
  const minimum = formatMoney(centsToNanoUsd(fee.minimumCents), 'total')
  if (fee.basisPoints === 0n) return `${minimum} when you buy credits`
  return fee.minimumCents === 0n
    ? `${percent} when you buy credits`
    : `${percent} (at least ${minimum}) when you buy credits`
}
