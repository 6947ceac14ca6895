/** The worst-case price of one request, set aside before anything is sent upstream. */
import type { NanoUsd } from '@turnpike/kernel/money'
import type { SpendScopes } from './budget.ts'
import type { Ceiling } from './ceiling.ts'

export type HoldRequest = SpendScopes & {
  generationId: string
  /** Picked by the gateway, so that a request whose reply got lost can be repeated without holding twice. */
  leaseId: string
  instanceId: string
  /** What `registerInstance` gave. */
  epoch: bigint
  /** Zero for a free model. */
  amount: NanoUsd
}

/** In direct mode a lease holds exactly one generation, so the hold is the lease. */
export type Hold = { leaseId: string; organizationId: string; generationId: string; amount: NanoUsd }

export type HoldRefusal =
  /** Not enough room under a limit: the tightest one. Answered with 402. */
  | ({ reason: 'limit'; needed: NanoUsd } & Ceiling)
  /** This process was declared dead, or never registered: it must register again before it spends. */
  | { reason: 'stale_epoch' }
  /** A repeated request whose hold has ended in the meantime. */
  | { reason: 'lease_closed' }
