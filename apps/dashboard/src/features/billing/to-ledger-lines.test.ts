import { parseUsd, ZERO_USD } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import { logsOfDay, type NamedLedgerRow, toLedgerLine, toPendingLine } from './to-ledger-lines.ts'

const usd = (text: string) => parseUsd(text) ?? ZERO_USD

const usage: NamedLedgerRow = {
  id: 'usage:2026-11-20:ws_1',
  kind: 'usage',
  at: new Date('2026-11-20T23:59:59.999Z'),
  reference: null,
  workspaceId: 'ws_1',
  workspace: { slug: 'prod', name: 'prod' },
  requests: 1_412,
  amount: usd('-1.83'),
  balanceAfter: usd('41.20'),
}

it('a usage line says how many requests it sums up and leads to exactly that UTC day', () => {
  expect(toLedgerLine(usage, 'acme')).toMatchObject({
    text: 'Usage, prod (1,412 requests)',
    href: '/o/acme/w/prod/logs?from=2026-11-20T00%3A00%3A00.000Z&to=2026-11-21T00%3A00%3A00.000Z&tz=UTC',
    amount: usd('-1.83'),
    balanceAfter: usd('41.20'),
  })
})

it('the first and the last millisecond of a day lead to the same logs', () => {
  const address = (instant: string) => logsOfDay('acme', 'prod', Date.parse(instant))
  expect(address('2026-11-20T00:00:00.000Z')).toBe(address('2026-11-20T23:59:59.999Z'))
})

it('usage of a deleted workspace stays in the statement and leads nowhere', () => {
  expect(toLedgerLine({ ...usage, workspace: null, requests: 1 }, 'acme')).toMatchObject({
    text: 'Usage, deleted workspace (1 request)',
    href: null,
  })
})

it('a purchase under way is shown with its amount and without a balance', () => {
  const line = toPendingLine({ id: 'pur_1', creditsCents: 1_000n, createdAt: new Date(0), reference: 'pi_1' })
  expect(line).toMatchObject({
    text: 'Purchase · processing',
    amount: usd('10'),
    balanceAfter: null,
    reference: 'pi_1',
  })
})
