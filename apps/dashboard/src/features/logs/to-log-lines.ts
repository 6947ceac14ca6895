import { formatDay } from '@turnpike/ui/format/time-text'
import type { LogRow } from '@/server/logs/to-log-row.ts'

export type LogLine =
  | { kind: 'day'; id: string; label: string }
  /** `position` counts from 1 at the newest. */
  | { kind: 'row'; id: string; row: LogRow; position: number }

/** Days of every zone begin at a quarter of an hour, so a label is made once for all rows of one. */
const QUARTER_MS = 900_000

/** The rows of a list with a heading line before the first one of each day of the zone. */
export function toLogLines(rows: readonly LogRow[], timeZone: string): LogLine[] {
  let lastDay = ''
  const labels = new Map<number, string>()
  const labelOf = (instantMs: number): string => {
    const quarter = Math.floor(instantMs / QUARTER_MS)
    const label = labels.get(quarter) ?? formatDay(instantMs, timeZone)
    labels.set(quarter, label)
    return label
  }
  return rows.flatMap((row, index): LogLine[] => {
    const label = labelOf(row.createdAtMs)
    const line: LogLine = { kind: 'row', id: row.id, row, position: index + 1 }
    if (label === lastDay) return [line]
    lastDay = label
    return [{ kind: 'day', id: `day ${label}`, label }, line]
  })
}
