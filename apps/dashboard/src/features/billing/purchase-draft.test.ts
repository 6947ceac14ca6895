import { expect, it } from 'vitest'
import { toDraft } from './purchase-draft.ts'

it('BILL-3: the same amount is the same purchase, another amount is another one', () => {
  let made = 0
  const nextId = () => `pur_${++made}`
  const first = toDraft(null, 1_000n, nextId)
  expect(toDraft(first, 1_000n, nextId)).toBe(first)
  expect(toDraft(first, 2_500n, nextId)).toEqual({ purchaseId: 'pur_2', creditsCents: 2_500n })
})
