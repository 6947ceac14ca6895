import { parseUsd, ZERO_USD } from '@turnpike/kernel/money'
import { describe, expect, it } from 'vitest'
import { type BudgetFacts, type NeedsFacts, toNeeds } from './to-needs.ts'

const NOW_MS = Date.parse('2026-11-21T12:00:00Z')
const DAY_MS = 86_400_000
const usd = (text: string) => parseUsd(text) ?? ZERO_USD
const QUIET: NeedsFacts = {
  nowMs: NOW_MS,
  balance: { available: usd('40.78'), credited: usd('103.10'), runwayDays: 23n },
  budgets: [],
  keys: [],
}

const monthly = (changes: Partial<BudgetFacts> = {}): BudgetFacts => ({
  limitSource: 'workspace_budget',
  scopeId: 'ws_prod',
  period: 'month',
  limit: usd('100'),
  used: usd('62.32'),
  reserved: ZERO_USD,
  resetsAtMs: Date.parse('2026-12-01T00:00:00Z'),
  ...changes,
})
const WEEK_PACE = { spent: usd('12.345678'), overMs: 7 * DAY_MS }

describe('needs', () => {
  it('nothing is named where all is well', () => expect(toNeeds(QUIET)).toEqual([]))

  it('the fixture: on pace for $79.07 of $100.00', () => {
    const [need] = toNeeds({ ...QUIET, budgets: [{ ...monthly(), pace: WEEK_PACE }] })
    expect(need).toMatchObject({ kind: 'budget-pace', harmAtMs: Date.parse('2026-12-01T00:00:00Z') })
    expect(need?.kind === 'budget-pace' && need.projected / 10_000_000n).toBe(7907n)
  })

  it('a pace that stays well under its limit, and one without history, is not named', () => {
    expect(toNeeds({ ...QUIET, budgets: [{ ...monthly({ used: usd('10') }), pace: WEEK_PACE }] })).toEqual([])
    expect(toNeeds({ ...QUIET, budgets: [{ ...monthly(), pace: null }] })).toEqual([])
  })

  it('a pace over the limit harms when the limit is reached, not when the window ends', () => {
    const budget = { ...monthly({ used: usd('90') }), pace: { spent: usd('70'), overMs: 7 * DAY_MS } }
    expect(toNeeds({ ...QUIET, budgets: [budget] })[0]?.harmAtMs).toBe(NOW_MS + DAY_MS)
  })

  it('a budget whose rest is held by running requests is used up', () => {
    const budget = { ...monthly({ used: usd('99'), reserved: usd('1') }), pace: null }
    expect(toNeeds({ ...QUIET, budgets: [budget] })[0]?.kind).toBe('budget-used-up')
  })

  it('credit is named when it is used up or lasts three days, and never to whom the balance is not shown', () => {
    const of = (balance: NeedsFacts['balance']) => toNeeds({ ...QUIET, balance }).map(({ kind }) => kind)
    expect(of({ available: ZERO_USD, credited: usd('5'), runwayDays: 0n })).toEqual(['credit-used-up'])
    expect(of({ available: usd('5'), credited: usd('5'), runwayDays: 3n })).toEqual(['credit-runs-out'])
    expect(of({ available: usd('5'), credited: usd('5'), runwayDays: 4n })).toEqual([])
    expect(of({ available: ZERO_USD, credited: ZERO_USD, runwayDays: null })).toEqual([])
    expect(of(null)).toEqual([])
  })

  it('a key is named from seven days before its end, and when its limit is reached', () => {
    const key = { id: 'key_1', name: 'old-cron', limits: [] }
    const of = (expiresAtMs: number | null) => toNeeds({ ...QUIET, keys: [{ ...key, expiresAtMs }] }).length
    expect(of(NOW_MS + 7 * DAY_MS)).toBe(1)
    expect(of(NOW_MS + 7 * DAY_MS + 1)).toBe(0)
    expect(of(null)).toBe(0)
    const reached = monthly({ limitSource: 'key_limit', scopeId: 'key_1', used: usd('100') })
    expect(toNeeds({ ...QUIET, keys: [{ ...key, expiresAtMs: null, limits: [reached] }] })[0]?.kind).toBe(
      'key-at-limit',
    )
  })

  it('the most urgent come first and there are never more than five', () => {
    const keys = Array.from({ length: 9 }, (_unused, index) => ({
      id: `key_${index}`,
      name: `key ${index}`,
      expiresAtMs: NOW_MS + (7 - (index % 7)) * DAY_MS - index,
      limits: [],
    }))
    const needs = toNeeds({ ...QUIET, keys })
    expect(needs).toHaveLength(5)
    const instants = needs.map(({ harmAtMs }) => harmAtMs)
    expect(instants).toEqual(instants.toSorted((first, second) => first - second))
  })
})
