import { TEST_CARDS } from '../core/test-cards.ts'
import { findKnownObject, saveObject } from '../store/object-store.ts'
import { inTransaction } from '../store/open-database.ts'
import type { World } from '../world.ts'

/** A saved card behaves like another test card from now on, as when a card is blocked or runs dry. False: no such method. */
export function setCardBehaviour(world: World, methodId: string, cardNumber: string): boolean {
  return inTransaction(world.database, () => {
    const known = findKnownObject(world.database, 'payment_method', methodId)
    if (!known) return false
    saveObject(world.database, known.object, { ...known.hidden, cardNumber, setUpForOffSession: false })
    return true
  })
}

export const TEST_CARD_NUMBERS = TEST_CARDS.map((card) => card.number)
