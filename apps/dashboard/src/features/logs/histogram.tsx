'use client'
/**
 * Requests over time, refused and failed ones on top. One stop of the Tab key: arrows move along the bars, Enter zooms into
 * one, dragging zooms into several. The same figures stand in a table below.
 */
import type { HistogramPoint } from '@turnpike/activity/store/logs-histogram'
import { formatDate, formatHour } from '@turnpike/ui/format/time-text'
import { type KeyboardEvent, useState } from 'react'
import { describePoints, OUTCOMES, totalOf } from './describe-points.ts'
import { HistogramTable } from './histogram-table.tsx'
import { type BarSpan, useBarDrag } from './use-bar-drag.ts'

export type HistogramProps = {
  points: readonly HistogramPoint[]
  timeZone: string
  onZoom: (range: { fromMs: number; toMs: number }) => void
}

const HEIGHT = 56
const LOOK = {
  succeeded: { fill: 'fill-line-strong', shape: '', text: 'succeeded' },
  cancelled: { fill: 'fill-caution-fill', shape: '▲', text: 'cancelled' },
  failed: { fill: 'fill-danger-fill', shape: '✕', text: 'failed' },
  refused: { fill: 'fill-danger-soft stroke-danger', shape: '⊘', text: 'refused' },
} as const

export function Histogram({ points, timeZone, onZoom }: HistogramProps) {
  const [index, setIndex] = useState<number | null>(null)
  const drag = useBarDrag(points, onZoom)
  const most = Math.max(1, ...points.map(totalOf))
  const at = points[index ?? points.length - 1]
  const onKey = (event: KeyboardEvent) => {
    const next = stepFrom(event.key, index ?? points.length - 1, points.length)
    if (next !== null) setIndex(next)
    else if (event.key === 'Enter' && at) onZoom({ fromMs: at.startMs, toMs: at.endMs })
    else return
    event.preventDefault()
  }
  const shown = drag.range ?? (index === null ? null : { first: index, last: index })
  return (
    <div>
      <div
        role="slider"
        tabIndex={0}
        aria-label="Requests over time"
        aria-valuemin={1}
        aria-valuemax={points.length}
        aria-valuenow={(index ?? points.length - 1) + 1}
        aria-valuetext={at ? describePoints([at], timeZone) : 'nothing'}
        onKeyDown={onKey}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && setIndex(points.length - 1)}
        onBlur={() => setIndex(null)}
        onPointerLeave={() => drag.range === null && setIndex(null)}
        onPointerMove={(event) => setIndex(drag.move(event))}
        onPointerDown={drag.start}
        onPointerUp={drag.end}
        onPointerCancel={drag.cancel}
        className="relative h-14 cursor-crosshair touch-pan-y select-none rounded-control"
      >
        <Bars points={points} most={most} shown={shown} />
      </div>
      <Axis points={points} timeZone={timeZone} shown={shown} />
      <HistogramTable points={points} timeZone={timeZone} />
    </div>
  )
}

function Bars({ points, most, shown }: { points: readonly HistogramPoint[]; most: number; shown: BarSpan | null }) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${points.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-full w-full border-line-strong border-b"
    >
      {shown ? (
        <rect x={shown.first} y={0} width={shown.last - shown.first + 1} height={HEIGHT} className="fill-accent-soft" />
      ) : null}
      {points.map((point, index) => (
        <Bar key={point.startMs} point={point} index={index} most={most} />
      ))}
    </svg>
  )
}

/** One pixel is the least that anything there is drawn with, so a single refusal among thousands still shows. */
function Bar({ point, index, most }: { point: HistogramPoint; index: number; most: number }) {
  let top = HEIGHT
  return OUTCOMES.map((outcome) => {
    if (point[outcome] === 0) return null
    const height = Math.max(1.5, (point[outcome] / most) * (HEIGHT - 4))
    top -= height
    return (
      <rect
        key={outcome}
        x={index + 0.1}
        y={Math.max(0, top)}
        width={0.8}
        height={height}
        data-outcome={outcome}
        vectorEffect="non-scaling-stroke"
        className={LOOK[outcome].fill}
      />
    )
  })
}

function Axis({
  points,
  timeZone,
  shown,
}: {
  points: readonly HistogramPoint[]
  timeZone: string
  shown: BarSpan | null
}) {
  const [first, last] = [points[0], points.at(-1)]
  const [from, to] = shown ? [points[shown.first], points[shown.last]] : []
  const present = OUTCOMES.filter((outcome) => points.some((point) => point[outcome] > 0))
  if (!first || !last) return null
  return (
    <div className="mt-1 flex min-h-4 flex-wrap justify-between gap-x-4 text-ink-3 text-meta tabular-nums">
      {from && to ? (
        <span className="text-ink-2">
          {describePoints(points.slice(shown?.first, (shown?.last ?? 0) + 1), timeZone)}
        </span>
      ) : (
        <span className="flex flex-wrap gap-x-3">
          {present.map((outcome) => (
            <span key={outcome} className="inline-flex items-center gap-1">
              <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2">
                <rect width="8" height="8" className={LOOK[outcome].fill} />
              </svg>
              {LOOK[outcome].shape} {LOOK[outcome].text}
            </span>
          ))}
        </span>
      )}
      <span>
        {formatDate(first.startMs, timeZone)} {formatHour(first.startMs, timeZone)} to{' '}
        {formatDate(last.endMs, timeZone)} {formatHour(last.endMs, timeZone)}
      </span>
    </div>
  )
}

const stepFrom = (key: string, index: number, length: number): number | null => {
  const last = length - 1
  const steps: Record<string, number> = {
    ArrowLeft: index - 1,
    ArrowDown: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index + 1,
    Home: 0,
    End: last,
  }
  const next = steps[key]
  return next === undefined ? null : Math.min(last, Math.max(0, next))
}
