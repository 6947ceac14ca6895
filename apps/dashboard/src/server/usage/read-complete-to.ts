import 'server-only'
import { findOldestOpenHoldMs } from '@turnpike/billing/store/find-oldest-open-hold'
import type { Queryable } from '@turnpike/db/database'

/** Between its arrival and its hold, or its refusal, a request is in no table. */
const ARRIVING_MS = 1_000

/** The instant up to which sums are complete: requests that still run count when they end, as of when they arrived. */
export async function readCompleteTo(
  queryable: Queryable,
  organizationId: string,
  { toMs, nowMs }: { toMs: number; nowMs: number },
): Promise<number> {
  const oldestMs = await findOldestOpenHoldMs(queryable, organizationId)
  return Math.min(toMs, nowMs - ARRIVING_MS, oldestMs ?? toMs)
}
