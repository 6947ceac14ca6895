/** How a purchase stands, in a word and a mark. */
import type { PurchaseStatus } from '@turnpike/billing/core/purchase'
import type { Status } from '@turnpike/ui/figures/status-mark'

export type ShownStatus = { status: Status; word: string }

const SHOWN: Record<PurchaseStatus, ShownStatus> = {
  created: { status: 'ok', word: 'not paid yet' },
  processing: { status: 'retried', word: 'processing' },
  paid: { status: 'retried', word: 'processing' },
  fulfilled: { status: 'ok', word: 'posted' },
  failed: { status: 'failed', word: 'failed' },
  expired: { status: 'caution', word: 'expired, not paid' },
  refunded: { status: 'ok', word: 'refunded' },
  rejected: { status: 'refused', word: 'on hold' },
}

/** `isFollowed`: the buyer has come back from paying, so our row is only behind. */
export const toShownStatus = (status: PurchaseStatus, isFollowed: boolean): ShownStatus =>
  SHOWN[isFollowed && status === 'created' ? 'processing' : status]

/** Nothing more is expected within minutes. */
export const isSettled = (status: PurchaseStatus): boolean => !['created', 'processing', 'paid'].includes(status)

/** Paid or being paid, and not credit yet. */
export const isUnderWay = (status: PurchaseStatus, isFollowed: boolean): boolean =>
  status === 'processing' || status === 'paid' || (isFollowed && status === 'created')
