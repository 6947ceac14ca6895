import type { Ceiling } from '@turnpike/billing/core/ceiling'
import { parseUsd, ZERO_USD } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import { toSpendable } from './to-spendable.ts'

const usd = (text: string) => parseUsd(text) ?? ZERO_USD

const balance = (free: string, credited = '50'): Ceiling => ({
  limitSource: 'balance',
  scopeId: 'org_1',
  period: null,
  limit: usd(credited),
  used: ZERO_USD,
  reserved: ZERO_USD,
  free: usd(free),
  resetsAt: null,
})
const budget = (free: string, limit = '100'): Ceiling => ({
  ...balance(free, limit),
  limitSource: 'workspace_budget',
  scopeId: 'ws_1',
  period: 'month',
  resetsAt: new Date('2026-12-01T00:00:00Z'),
})

const sources = (ceilings: { limitSource: string }[]) => ceilings.map(({ limitSource }) => limitSource)

it('Spendable is the lowest ceiling, and the list begins with it', () => {
  const { lowest, ceilings } = toSpendable([balance('40.78'), budget('37.68')], 'owner')
  expect(lowest).toMatchObject({ limitSource: 'workspace_budget', free: usd('37.68') })
  expect(sources(ceilings)).toEqual(['workspace_budget', 'balance'])
})

it('HOME-4: a developer learns nothing about a balance that does not decide', () => {
  const { ceilings } = toSpendable([balance('40.78'), budget('37.68')], 'developer')
  expect(sources(ceilings)).toEqual(['workspace_budget'])
})

it('a balance that decides is what a developer can spend, without what was bought and used', () => {
  const { lowest, ceilings } = toSpendable([balance('10'), budget('37.68')], 'developer')
  expect(lowest).toMatchObject({ free: usd('10'), figures: null })
  expect(sources(ceilings)).toEqual(['balance', 'workspace_budget'])
})

it('budgets that do not decide are not shown to a role that may not see limits', () => {
  expect(sources(toSpendable([balance('10'), budget('37.68')], 'billing').ceilings)).toEqual(['balance'])
})

it.each([
  ['nothing is wrong', [balance('40'), budget('50')], null],
  ['a new organization has not run out of credit', [balance('0', '0'), budget('50')], null],
  ['credit is used up', [balance('0'), budget('50')], ['refusing', 'balance']],
  ['a budget is used up', [balance('40'), budget('0')], ['refusing', 'workspace_budget']],
  ['a refusal comes before a warning', [balance('0.01'), budget('0')], ['refusing', 'workspace_budget']],
  ['a tenth of a budget is left', [balance('40'), budget('10')], ['warning', 'workspace_budget']],
  ['little credit is left', [balance('0.99'), budget('50')], ['warning', 'balance']],
  ['a small grant is not little credit', [balance('0.50', '0.50')], null],
] as const)('%s', (_, ceilings, expected) => {
  const { alert } = toSpendable(ceilings, 'owner')
  expect(alert && [alert.level, alert.ceiling.limitSource]).toEqual(expected)
})
