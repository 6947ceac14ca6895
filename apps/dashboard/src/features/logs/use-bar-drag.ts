'use client'
import { type PointerEvent, useRef, useState } from 'react'

/** From one bar to another, both included. */
export type BarSpan = { first: number; last: number }

type TimedBar = { startMs: number; endMs: number }

/** Dragging over bars selects them; letting go zooms in. A click zooms into one. */
export function useBarDrag(points: readonly TimedBar[], onZoom: (range: { fromMs: number; toMs: number }) => void) {
  const start = useRef<number | null>(null)
  const [range, setRange] = useState<BarSpan | null>(null)
  const barAt = (event: PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - box.left) / Math.max(1, box.width)
    return Math.min(points.length - 1, Math.max(0, Math.floor(share * points.length)))
  }
  const toSpan = (bar: number): BarSpan => ({
    first: Math.min(start.current ?? bar, bar),
    last: Math.max(start.current ?? bar, bar),
  })
  const cancel = () => {
    start.current = null
    setRange(null)
  }
  return {
    range,
    cancel,
    start: (event: PointerEvent) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = barAt(event)
      setRange(toSpan(start.current))
    },
    move: (event: PointerEvent): number => {
      if (start.current !== null) setRange(toSpan(barAt(event)))
      return barAt(event)
    },
    end: (event: PointerEvent) => {
      if (start.current === null) return
      const { first, last } = toSpan(barAt(event))
      const [from, to] = [points[first], points[last]]
      cancel()
      if (from && to) onZoom({ fromMs: from.startMs, toMs: to.endMs })
    },
  }
}
