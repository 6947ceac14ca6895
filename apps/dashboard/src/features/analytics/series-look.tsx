/** How series are told apart: colour, and dash or mark besides. Errors and refusals have status colours, never a series'. */
import type { GroupName } from '@turnpike/activity/core/to-usage-report'
import type { ReportGroup } from './report-address.ts'

export type SeriesLook = {
  /** A CSS colour. */
  color: string
  /** SVG `stroke-dasharray` of its line. */
  dash: string
  /** Drawn hatched, with an edge. */
  isHatched: boolean
  /** In the table: its number, or the shape of its status. */
  mark: string
}

const DASHES = ['', '6 3', '2 3', '10 3 2 3', '1 4', '12 4']
const STATUS_LOOKS: Record<string, SeriesLook> = {
  succeeded: { color: 'var(--accent)', dash: '', isHatched: false, mark: '✓' },
  failed: { color: 'var(--danger-fill)', dash: '6 3', isHatched: false, mark: '✕' },
  refused: { color: 'var(--caution-fill)', dash: '2 3', isHatched: false, mark: '⊘' },
  cancelled: { color: 'var(--line-strong)', dash: '10 3 2 3', isHatched: false, mark: '–' },
}
const OTHER: SeriesLook = { color: 'var(--series-other)', dash: '1 2', isHatched: true, mark: '' }

/** `index` is the place of the series in its chart. */
export function lookOf(by: ReportGroup, group: GroupName, index: number): SeriesLook {
  if (group === null || index < 0 || index >= DASHES.length) return OTHER
  const status = by === 'outcome' ? STATUS_LOOKS[group] : undefined
  return (
    status ?? {
      color: `var(--series-${index + 1})`,
      dash: DASHES[index] ?? '',
      isHatched: false,
      mark: String(index + 1),
    }
  )
}

/** The same look as a small square in the table. */
export function Swatch({ look }: { look: SeriesLook }) {
  return (
    <span
      aria-hidden="true"
      className="inline-flex size-3.5 shrink-0 border"
      style={{
        borderColor: look.isHatched ? 'var(--line-strong)' : look.color,
        background: look.isHatched
          ? `repeating-linear-gradient(135deg, var(--line-strong) 0 1px, ${look.color} 1px 4px)`
          : look.color,
      }}
    />
  )
}
