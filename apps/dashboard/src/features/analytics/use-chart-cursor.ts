'use client'
/**
 * The point of a chart that is looked at, and the span that is marked: by pointer (drag) and by keyboard (arrows move,
 * Shift and arrows mark, Enter opens or zooms, Escape lets go).
 */
import { type KeyboardEvent, useEffect, useState } from 'react'

export type ChartCursor = {
  /** Null until the chart was reached. */
  active: number | null
  /** First and last marked point, in order; null when nothing is marked. */
  span: { first: number; last: number } | null
  reach: (index: number) => void
  leave: () => void
  startDrag: (index: number) => void
  /** Gives true when the pointer marked a span and did not only press. */
  endDrag: (index: number) => boolean
  onKeyDown: (event: KeyboardEvent) => void
}

type CursorActions = {
  onOpen: (index: number) => void
  onZoom: (first: number, last: number) => void
}

const LEAP = 10

export function useChartCursor(pointCount: number, { onOpen, onZoom }: CursorActions): ChartCursor {
  const [active, setActive] = useState<number | null>(null)
  const [anchor, setAnchor] = useState<number | null>(null)
  const [isDragging, setIsDragging] = useState(false)
  // Another question has other points.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count is what is listened to.
  useEffect(() => {
    setActive(null)
    setAnchor(null)
  }, [pointCount])
  const span =
    anchor === null || active === null || anchor === active
      ? null
      : { first: Math.min(anchor, active), last: Math.max(anchor, active) }

  const moveTo = (index: number, isMarking: boolean) => {
    const next = Math.min(pointCount - 1, Math.max(0, index))
    setAnchor(isMarking ? (anchor ?? active ?? next) : null)
    setActive(next)
  }
  const zoom = (first: number, last: number) => {
    setAnchor(null)
    onZoom(first, last)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetOf(event.key, active, pointCount)
    if (target !== null) moveTo(target, event.shiftKey)
    else if (event.key === 'Enter' && span) zoom(span.first, span.last)
    else if (event.key === 'Enter' && active !== null) onOpen(active)
    else if (event.key === 'Escape' && anchor !== null) setAnchor(null)
    else return
    event.preventDefault()
  }
  return {
    active,
    span,
    reach: setActive,
    leave: () => {
      if (!isDragging) setActive(null)
    },
    startDrag: (index) => {
      setIsDragging(true)
      setAnchor(index)
      setActive(index)
    },
    endDrag: (index) => {
      setIsDragging(false)
      const from = anchor
      setAnchor(null)
      if (from === null || from === index) return false
      onZoom(Math.min(from, index), Math.max(from, index))
      return true
    },
    onKeyDown,
  }
}

function targetOf(key: string, active: number | null, pointCount: number): number | null {
  const last = pointCount - 1
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return active === null ? 0 : active + 1
    case 'ArrowLeft':
    case 'ArrowDown':
      return active === null ? last : active - 1
    case 'PageUp':
      return (active ?? 0) + LEAP
    case 'PageDown':
      return (active ?? last) - LEAP
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
