/** The table as a file: the rows on screen, all of them, with exact decimals; its sum is the sum on screen. */
import { type CsvCell, toCsvLine } from '@turnpike/activity/core/to-csv'
import type { UsageRow } from '@turnpike/activity/core/to-usage-report'
import { groupText } from './group-text.ts'
import type { ReportGroup } from './report-address.ts'

type Column = readonly [header: string, cell: (row: UsageRow) => CsvCell]

const FIGURES: readonly Column[] = [
  ['spend', (row) => ({ usd: row.costNanoUsd })],
  ['currency', () => 'USD'],
  ['requests', (row) => row.requests],
  ['errors', (row) => row.errors],
  ['refused', (row) => row.refused],
  ['input_tokens', (row) => row.inputTokens],
  ['output_tokens', (row) => row.outputTokens],
  ['reasoning_tokens', (row) => row.reasoningTokens],
  ['cached_input_tokens', (row) => row.cachedInputTokens],
]

export function toReportCsv(
  rows: readonly UsageRow[],
  group: ReportGroup,
  names: Readonly<Record<string, { name: string }>>,
): string {
  const columns: Column[] = [
    [group, (row) => groupText(row.group, names)],
    [`${group}_id`, (row) => row.group],
    ...FIGURES,
  ]
  const header = toCsvLine(columns.map(([name]) => name))
  return header + rows.map((row) => toCsvLine(columns.map(([, cell]) => cell(row)))).join('')
}
