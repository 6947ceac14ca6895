import { expect, it } from 'vitest'
import { toExportName } from './export-name.ts'

it('the name of a file says whose it is, what, from when to when and in which zone', () => {
  const range = {
    fromMs: Date.parse('2026-11-20T12:00:00Z'),
    toMs: Date.parse('2026-11-21T12:00:00Z'),
    timeZone: 'Europe/Berlin',
  }
  expect(toExportName({ organization: 'acme', workspace: 'prod', what: 'logs', range })).toBe(
    'acme_prod_logs_2026-11-20T1300_2026-11-21T1300_Europe-Berlin.csv',
  )
})
