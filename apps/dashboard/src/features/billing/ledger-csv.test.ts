import type { LedgerPage } from '@turnpike/billing/store/read-ledger'
import { nanoUsd } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import { ledgerCsv } from './ledger-csv.ts'

const row = { at: new Date('2026-11-20T23:59:59.999Z'), workspaceId: null, requests: null, reference: null } as const

const PAGES: Record<string, LedgerPage> = {
  first: {
    rows: [
      {
        ...row,
        id: 'b',
        kind: 'usage',
        workspaceId: 'ws_1',
        requests: 412,
        amount: nanoUsd(-1_830_000_420n),
        balanceAfter: nanoUsd(8_169_999_580n),
      },
    ],
    next: 'b',
  },
  b: {
    rows: [
      {
        ...row,
        id: 'a',
        kind: 'adjustment',
        reference: '=HYPERLINK("http://x")',
        amount: nanoUsd(10_000_000_000n),
        balanceAfter: nanoUsd(10_000_000_000n),
      },
    ],
    next: null,
  },
}

it('every page is in the file, amounts are exact, and a reference is never a formula', async () => {
  const readPage = async (before = 'first') => PAGES[before] ?? { rows: [], next: null }
  const lines: string[] = []
  for await (const line of ledgerCsv(readPage, () => 'prod')) lines.push(line)
  expect(lines).toEqual([
    'at,kind,reference,workspace,requests,amount,balance_after,currency\r\n',
    '2026-11-20T23:59:59.999Z,usage,,prod,412,-1.83000042,8.16999958,USD\r\n',
    `2026-11-20T23:59:59.999Z,adjustment,"'=HYPERLINK(""http://x"")",,,10,10,USD\r\n`,
  ])
})
