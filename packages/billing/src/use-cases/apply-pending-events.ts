/** Takes up what the webhook door could not finish. Safe to run in several workers at once. */
import { claimDueEvents } from '../store/inbound-events.ts'
import { applyStoredEvent } from './apply-stored-event.ts'
import type { BillingDeps } from './billing-deps.ts'

export async function applyPendingEvents(
  deps: BillingDeps,
  settings: { limit: number },
): Promise<{ applied: number; failed: number }> {
  const outcomes: boolean[] = []
  for (const event of await claimDueEvents(deps.database, settings.limit)) {
    outcomes.push(await applyStoredEvent(deps, event))
  }
  const applied = outcomes.filter(Boolean).length
  return { applied, failed: outcomes.length - applied }
}
