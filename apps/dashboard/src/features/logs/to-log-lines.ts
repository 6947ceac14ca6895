import { formatDay } from '@turnpike/ui/format/time-text'
import type { LogRow } from '@/server/logs/to-log-row.ts'

export type LogLine =
  | { kind: 'day'; id: string; label: string }
  /** `position` counts from 1 at the newest. */
  | { kind: 'row'; id: string; row: LogRow; position: number }

/** The rows of a list with a heading line before the first one of each day of the zone. */
export function toLogLines(rows: readonly LogRow[], timeZone: string): LogLine[] {
  let lastDay = ''
  return rows.flatMap((row, index): LogLine[] => {
    const label = formatDay(row.createdAtMs, timeZone)
    const line: LogLine = { kind: 'row', id: row.id, row, position: index + 1 }
    if (label === lastDay) return [line]
    lastDay = label
    return [{ kind: 'day', id: `day ${label}`, label }, line]
  })
}
