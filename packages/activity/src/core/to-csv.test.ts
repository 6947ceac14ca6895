import { nanoUsd } from '@turnpike/kernel/money'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOW_MS, sampleRecord } from '../testing/sample-records.ts'
import { GENERATION_CSV_HEADER, toCsvLine, toGenerationCsvLine } from './to-csv.ts'

test('no cell can start a formula in a spreadsheet', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x")'])
    expect(toCsvLine([text]).replace(/^"/, '')).toMatch(/^'/)
})

test('numbers are written as they are', () => {
  expect(toCsvLine([-5, 10n, true, null, 'a'])).toBe('-5,10,true,,a\r\n')
})

test('a negative amount stays a plain decimal', () => {
  expect(toCsvLine([{ usd: nanoUsd(-1_830_000_420n) }, 'USD'])).toBe('-1.83000042,USD\r\n')
})

test('whatever a text holds, a reader of RFC 4180 gets the same number of cells and the text back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
      const cells = parseLine(toCsvLine(texts))
      expect(cells).toHaveLength(texts.length)
      for (const [index, text] of texts.entries()) expect([text, `'${text}`]).toContain(cells[index])
    }),
  )
})

test('a request is one line with a plain decimal, its currency and an instant with offset', () => {
  const row = {
    ...sampleRecord({ createdAtMs: NOW_MS + 120, appTitle: '=x' }),
    organizationId: 'org',
    attempts: [],
    refusal: null,
  }
  const names = { keyName: () => 'ci-runner', workspaceSlug: () => 'prod' }
  const header = parseLine(GENERATION_CSV_HEADER)
  const cells = parseLine(toGenerationCsvLine(row, 'Europe/Berlin', names))
  const cell = (name: string) => cells[header.indexOf(name)]
  expect(cells).toHaveLength(header.length)
  expect(cell('created_at')).toBe('2026-11-21T13:00:00.120+01:00')
  expect([cell('cost'), cell('currency'), cell('key'), cell('app')]).toEqual(['0.002474', 'USD', 'ci-runner', "'=x"])
})

/** One line by the rules of RFC 4180, written apart from the code under test. */
function parseLine(line: string): string[] {
  const cells: string[] = []
  let rest = `,${line.slice(0, -2)}`
  while (rest !== '') {
    const [whole = '', quoted, plain] = /^,(?:"((?:[^"]|"")*)"|([^,"]*))/.exec(rest) ?? []
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (whole === '') throw new Error(`no cell at ${rest}`)
    rest = rest.slice(whole.length)
  }
  return cells
}
