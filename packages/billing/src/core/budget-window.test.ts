import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUDGET_PERIODS } from './budget.ts'
import { budgetWindow } from './budget-window.ts'

const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })

describe('budget windows', () => {
  it('contain their instant, and the next window begins where this one ends, so each charge counts once', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...BUDGET_PERIODS), (at, period) => {
        const { start, end } = budgetWindow(period, at)
        expect(start <= at && (end === null || at < end)).toBe(true)
        if (end === null) return
        expect(budgetWindow(period, end).start).toEqual(end)
        expect(budgetWindow(period, new Date(end.getTime() - 1)).start).toEqual(start)
      }),
    )
  })

  it.each([
    ['day', '2026-11-22T00:00:00.000Z', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['week', '2026-11-22T23:59:59.999Z', '2026-11-16T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['week', '2026-11-23T00:00:00.000Z', '2026-11-23T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
    ['month', '2028-02-29T12:00:00.000Z', '2028-02-01T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
    ['month', '2026-12-31T23:59:59.999Z', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ] as const)('of a %s around %s is [%s, %s)', (period, at, start, end) => {
    expect(budgetWindow(period, new Date(at))).toEqual({ start: new Date(start), end: new Date(end) })
  })
})
