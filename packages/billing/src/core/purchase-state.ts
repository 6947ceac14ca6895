/**
 * Which status a purchase may move to. Money decides: a payment that arrives counts even after a failure or an expiry
 * was seen, and nothing but a refund undoes a fulfilled purchase. A rejected one waits for a person.
 */
import type { PurchaseStatus } from './purchase.ts'

const NEXT: Record<PurchaseStatus, readonly PurchaseStatus[]> = {
  created: ['processing', 'paid', 'fulfilled', 'failed', 'expired', 'rejected'],
  processing: ['paid', 'fulfilled', 'failed', 'expired', 'rejected'],
  paid: ['fulfilled', 'rejected'],
  fulfilled: ['refunded'],
  failed: ['processing', 'paid', 'fulfilled', 'expired', 'rejected'],
  expired: ['paid', 'fulfilled', 'rejected'],
  refunded: [],
  rejected: [],
}

export const mayBecome = (from: PurchaseStatus, to: PurchaseStatus): boolean => NEXT[from].includes(to)

/** Statuses in which Stripe may still have news for us. */
export const UNFINISHED_STATUSES: readonly PurchaseStatus[] = ['created', 'processing', 'paid', 'failed']
