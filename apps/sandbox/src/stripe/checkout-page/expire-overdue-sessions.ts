import { expireSession } from '../core/finish-session.ts'
import { applyChange } from '../events/apply-change.ts'
import { findObject, listOverdueSessionIds } from '../store/object-store.ts'
import { inTransaction } from '../store/open-database.ts'
import { nowSeconds, type World } from '../world.ts'

/** Closes every open session whose time is over, with its event, and cancels the payment it had begun. */
export function expireOverdueSessions(world: World): void {
  const overdue = listOverdueSessionIds(world.database, nowSeconds(world))
  if (overdue.length === 0) return
  inTransaction(world.database, () => {
    for (const id of overdue) expireOne(world, id)
  })
}

function expireOne(world: World, id: string): void {
  const session = findObject(world.database, 'checkout.session', id)
  if (!session) return
  const intent = session.payment_intent ? findObject(world.database, 'payment_intent', session.payment_intent) : null
  const expired = expireSession(session, intent, nowSeconds(world))
  if (expired.ok) applyChange(world, expired.value.change, null)
}
