/** How series are told apart: colour, and dash or mark besides. Errors and refusals have status colours, never a series'. */
import type { GroupName } from '@turnpike/activity/core/to-usage-report'
import type { ReportGroup } from './report-address.ts'

export type SeriesLook = {
  /** A CSS colour. */
  color: string
  /** SVG `stroke-dasharray` of its line. */
  dash: string
  /** Colour of the hatching over it; null for a plain one. */
  hatch: string | null
  /** In the table: its number, or the shape of its status. */
  mark: string
}

const DASHES = ['', '6 3', '2 3', '10 3 2 3', '1 4', '12 4']
const STATUS_LOOKS: Record<string, SeriesLook> = {
  succeeded: { color: 'var(--accent)', dash: '', hatch: null, mark: '✓' },
  failed: { color: 'var(--danger-fill)', dash: '6 3', hatch: null, mark: '✕' },
  refused: { color: 'var(--caution-fill)', dash: '2 3', hatch: 'var(--surface)', mark: '⊘' },
  cancelled: { color: 'var(--line-strong)', dash: '10 3 2 3', hatch: null, mark: '–' },
}
const OTHER: SeriesLook = { color: 'var(--series-other)', dash: '1 2', hatch: 'var(--line-strong)', mark: '' }

/** `index` is the place of the series in its chart. */
export function lookOf(by: ReportGroup, group: GroupName, index: number): SeriesLook {
  if (group === null || index < 0 || index >= DASHES.length) return OTHER
  const status = by === 'outcome' ? STATUS_LOOKS[group] : undefined
  return (
    status ?? {
      color: `var(--series-${index + 1})`,
      dash: DASHES[index] ?? '',
      hatch: null,
      mark: String(index + 1),
    }
  )
}

/** What stands out against the surface: "Other" is too pale for that. */
export const edgeOf = ({ color }: SeriesLook): string => (color === OTHER.color ? 'var(--line-strong)' : color)

/** The same look as a small square in the table. */
export function Swatch({ look }: { look: SeriesLook }) {
  return (
    <span
      aria-hidden="true"
      className="inline-flex size-3.5 shrink-0 border"
      style={{
        borderColor: edgeOf(look),
        background: look.hatch
          ? `repeating-linear-gradient(135deg, ${look.hatch} 0 1px, ${look.color} 1px 4px)`
          : look.color,
      }}
    />
  )
}
