/** What the use cases of billing work with. An app makes it once, at its composition root. */
import type { Database } from '@turnpike/db/database'
import type { Clock } from '@turnpike/kernel/clock'
import type { Ids } from '@turnpike/kernel/ids'
import type { PurchaseRules } from '../core/purchase-rules.ts'
import type { StripePort } from '../stripe/stripe-port.ts'

/** Something about money that a person must look at. Apps log it at level error; it carries no secrets. */
export type MoneyAlarm = {
  alarm:
    | 'purchase_rejected'
    | 'event_names_other_purchase'
    | 'event_names_unknown_purchase'
    | 'event_not_handled'
    | 'checkout_missing'
  message: string
  organizationId?: string
  purchaseId?: string
  externalId?: string
}

export type BillingDeps = {
  database: Database
  stripe: StripePort
  clock: Clock
  ids: Ids
  rules: PurchaseRules
  alarm: (alarm: MoneyAlarm) => void
}
