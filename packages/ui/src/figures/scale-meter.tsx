import { cn } from '../cn.ts'
import { formatPercent } from '../format/quantity-text.ts'

const DIVISIONS = 20
const DIVISIONS_PER_QUARTER = 5
const BASE_Y = 22
const TICKS = Array.from({ length: DIVISIONS + 1 }, (_, index) => index)

export type ScaleMeterProps = {
  /** Filled share of the limit; over 1 stands at the end. `shareOf(spent, limit)` gives it. */
  share: number
  /** What is measured: "Workspace budget". */
  label: string
  /** The figures in words: "$62.32 of $100.00". */
  valueText: string
  /** Shares at which an alert is sent, drawn as small triangles. */
  thresholds?: readonly number[]
  className?: string
}

/** A limit as a ruled line: ticks (tall at quarters), a fill under it, a needle at the current value. */
export function ScaleMeter({ share, label, valueText, thresholds = [], className }: ScaleMeterProps) {
  const filled = Math.min(1, Math.max(0, share))
  return (
    <div className={cn('px-px', className)}>
      <meter
        className="sr-only"
        aria-label={label}
        min={0}
        max={1}
        value={filled}
        aria-valuetext={`${valueText}, ${formatPercent(share)}`}
      />
      <svg aria-hidden="true" width="100%" height="28" className="block overflow-visible">
        {TICKS.map((tick) => (
          <Tick key={tick} at={tick / DIVISIONS} isTall={tick % DIVISIONS_PER_QUARTER === 0} />
        ))}
        <line x1="0" x2="100%" y1={BASE_Y} y2={BASE_Y} className="stroke-line-strong" strokeWidth="1" />
        <rect x="0" y={BASE_Y + 1} height="4" width={percent(filled)} className={fillOf(filled)} />
        {thresholds.map((threshold) => (
          <svg key={threshold} x={percent(threshold)} y="0" className="overflow-visible" aria-hidden="true">
            <path d="M-4 0H4L0 6Z" className="fill-caution-fill" />
          </svg>
        ))}
        <line x1={percent(filled)} x2={percent(filled)} y1="2" y2={BASE_Y + 5} className={needleOf(filled)} />
      </svg>
    </div>
  )
}

function Tick({ at, isTall }: { at: number; isTall: boolean }) {
  return (
    <line
      x1={percent(at)}
      x2={percent(at)}
      y1={isTall ? BASE_Y - 12 : BASE_Y - 6}
      y2={BASE_Y}
      className="stroke-line-strong"
      strokeWidth="1"
    />
  )
}

const percent = (share: number): string => `${share * 100}%`
const fillOf = (filled: number): string => (filled >= 1 ? 'fill-danger-fill' : 'fill-accent')
const needleOf = (filled: number): string =>
  cn('stroke-2 forced-color-adjust-none', filled >= 1 ? 'stroke-danger-fill' : 'stroke-ink')
