import type { ReactNode } from 'react'
import { cn } from '../cn.ts'

export type Bar = {
  id: string
  label: ReactNode
  /** Length from 0 to 1. */
  share: number
  /** The figures at the end of the row. */
  value: ReactNode
  /** 1 to 6 gives a series colour; `other` the neutral one; absent the accent. */
  series?: 1 | 2 | 3 | 4 | 5 | 6 | 'other'
}

const SERIES_CLASS = {
  1: 'bg-series-1',
  2: 'bg-series-2',
  3: 'bg-series-3',
  4: 'bg-series-4',
  5: 'bg-series-5',
  6: 'bg-series-6',
  other: 'border border-line-strong bg-series-other',
} as const

/** Rows of label, ruled bar and figures: a breakdown that reads as a table. */
export function Bars({ bars, label, className }: { bars: readonly Bar[]; label: string; className?: string }) {
  return (
    <ul aria-label={label} className={cn('flex flex-col', className)}>
      {bars.map((bar) => (
        <li key={bar.id} className="flex flex-col gap-1 py-1.5">
          <div className="flex items-baseline justify-between gap-3 text-data">
            <span className="min-w-0 truncate">{bar.label}</span>
            <span className="shrink-0 tabular-nums">{bar.value}</span>
          </div>
          <div aria-hidden="true" className="h-1 bg-sunken">
            <div
              className={cn('h-full min-w-px', bar.series === undefined ? 'bg-accent' : SERIES_CLASS[bar.series])}
              style={{ width: `${Math.min(1, Math.max(0, bar.share)) * 100}%` }}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}
