'use client'
/**
 * The drawing alone, in a chunk of its own. Values are heights between 0 and 1 of an exact scale; keyboard, caption and
 * table around it belong to `ChartBody`.
 */
import { useId, useRef } from 'react'
import { Bar, CartesianGrid, ComposedChart, Line, ReferenceArea, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import type { ChartShape } from './report-address.ts'
import { edgeOf, type SeriesLook } from './series-look.tsx'
import { spreadLabels } from './spread-labels.ts'
import type { ChartData } from './to-chart.ts'
import type { ChartCursor } from './use-chart-cursor.ts'

export type ChartSeries = { id: string; look: SeriesLook; endLabel: string; isFaded: boolean }

export type UsageChartProps = {
  data: ChartData
  series: readonly ChartSeries[]
  shape: ChartShape
  cursor: ChartCursor
  /** Points that the axis names. */
  ticks: number[]
  tickText: (index: number) => string
  valueText: (value: bigint) => string
  /** A press on a point, and on which series if on one. */
  onPress: (index: number, series: number | null) => void
}

type PointerState = { activeTooltipIndex?: number | string | null | undefined }

const toIndex = ({ activeTooltipIndex }: PointerState): number | null =>
  activeTooltipIndex === undefined || activeTooltipIndex === null ? null : Number(activeTooltipIndex)

const MARGIN = { top: 8, right: 12, bottom: 0, left: 0 }
const LINE_MARGIN = { ...MARGIN, right: 36 }
/** Of a chart 288 high, without its axis. */
const PLOT_HEIGHT_PX = 250
const LABEL_GAP = 0.048
const TICK = { fill: 'var(--ink-3)', fontSize: 12 }
const FADED = 0.2
/** More bars are too thin for gaps between them. */
const MOST_GAPPED_POINTS = 120

export default function UsageChart(chart: UsageChartProps) {
  const { data, series, shape, cursor } = chart
  const hatchId = useId()
  const points = data.heights.map((heights, index) => ({
    index,
    ...Object.fromEntries(heights.map((height, line) => [`s${line}`, height])),
  }))
  const { top, ticks } = data.scale
  const lifts = spreadLabels(data.heights.at(-1) ?? [], LABEL_GAP)
  const pressed = useRef<number | null>(null)
  const onIndex = (state: PointerState, act: (index: number) => void) => {
    const index = toIndex(state)
    if (index !== null) act(index)
  }
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 720, height: 280 }}>
      <ComposedChart
        data={points}
        margin={shape === 'bars' ? MARGIN : LINE_MARGIN}
        accessibilityLayer={false}
        barCategoryGap="12%"
        onMouseMove={(state) => onIndex(state, cursor.reach)}
        onMouseLeave={cursor.leave}
        onMouseDown={(state) => onIndex(state, cursor.startDrag)}
        onMouseUp={(state) =>
          onIndex(state, (index) => {
            if (!cursor.endDrag(index)) chart.onPress(index, pressed.current)
            pressed.current = null
          })
        }
      >
        <defs>
          {series.map(({ id, look }, line) => (
            <Hatch key={id} id={`${hatchId}${line}`} look={look} />
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="index"
          tickFormatter={(index: number) => chart.tickText(index)}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          ticks={chart.ticks}
          interval="preserveStart"
          minTickGap={12}
        />
        <YAxis
          width={64}
          domain={[0, 1]}
          ticks={ticks.map((tick) => Number((tick * 1_000_000n) / top) / 1_000_000)}
          tickFormatter={(share: number) => chart.valueText(nearestTick(share, data))}
          tick={TICK}
          tickLine={false}
          axisLine={false}
        />
        {cursor.active === null ? null : (
          <ReferenceArea
            x1={cursor.span?.first ?? cursor.active}
            x2={cursor.span?.last ?? cursor.active}
            fill="var(--accent-soft)"
            stroke="var(--accent)"
            strokeOpacity={cursor.span ? 1 : 0}
          />
        )}
        {series.map(({ id, look, isFaded, endLabel }, line) =>
          shape === 'bars' ? (
            <Bar
              key={id}
              dataKey={`s${line}`}
              stackId="all"
              isAnimationActive={false}
              fill={look.hatch ? `url(#${hatchId}${line})` : look.color}
              stroke={look.hatch ? edgeOf(look) : 'var(--surface)'}
              strokeWidth={points.length > MOST_GAPPED_POINTS ? 0 : 1}
              fillOpacity={isFaded ? FADED : 1}
              onMouseUp={() => {
                pressed.current = line
              }}
            />
          ) : (
            <Line
              key={id}
              dataKey={`s${line}`}
              type={shape === 'cumulative' ? 'stepAfter' : 'linear'}
              isAnimationActive={false}
              dot={false}
              activeDot={false}
              stroke={edgeOf(look)}
              strokeWidth={2}
              strokeDasharray={look.dash}
              strokeOpacity={isFaded ? FADED : 1}
              label={(label) => (
                <EndLabel
                  x={label.x}
                  y={label.y}
                  isLast={label.index === points.length - 1}
                  text={endLabel}
                  lift={lifts[line] ?? 0}
                  color={edgeOf(look)}
                />
              )}
            />
          ),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  )
}

/** The exact value of a tick, which the drawing knows only as a share of the top. */
function nearestTick(share: number, { scale: { ticks, top } }: ChartData): bigint {
  const wanted = BigInt(Math.round(share * 1_000_000))
  return ticks.find((tick) => (tick * 1_000_000n) / top >= wanted - 1n) ?? top
}

function Hatch({ id, look }: { id: string; look: SeriesLook }) {
  if (look.hatch === null) return null
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill={look.color} />
      <line x1="0" y1="0" x2="0" y2="5" stroke={look.hatch} strokeWidth="1.5" />
    </pattern>
  )
}

type Coordinate = number | string | undefined
type EndLabelProps = { x: Coordinate; y: Coordinate; isLast: boolean; text: string; lift: number; color: string }

/** The number of a line at its end, as in the table; `lift` keeps it clear of its neighbours. */
function EndLabel({ x, y, isLast, text, lift, color }: EndLabelProps) {
  if (!isLast || x === undefined || y === undefined) return null
  return (
    <text x={Number(x) + 4} y={Number(y) + 4 - lift * PLOT_HEIGHT_PX} fill={color} fontSize={11} fontWeight={600}>
      {text}
    </text>
  )
}
