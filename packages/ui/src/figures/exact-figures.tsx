'use client'
/**
 * One tooltip for every figure on the page, so that figures themselves stay server-rendered. Whatever carries
 * `data-exact` shows it on hover and when it, or the link around it, has focus; Escape hides it. Copying a figure
 * puts its raw `value` on the clipboard. Rendered once, by the root layout.
 */
import { useEffect, useState } from 'react'

type Shown = { text: string; left: number; top: number; isBelow: boolean }

const FIGURE = '[data-exact]'
const GAP_PX = 6
const EDGE_PX = 8
/** Above a figure nearer to the upper edge than this the text would be cut off. */
const ROOM_PX = 40

/** The figure under the pointer, or the only one inside the focused link or button. */
function figureOf(target: EventTarget | null, inside: boolean): HTMLElement | null {
  if (!(target instanceof Element)) return null
  const around = target.closest<HTMLElement>(FIGURE)
  if (around || !inside) return around
  const figures = target.querySelectorAll<HTMLElement>(FIGURE)
  return figures.length === 1 ? (figures[0] ?? null) : null
}

function placeOver(figure: HTMLElement): Shown {
  const box = figure.getBoundingClientRect()
  const isBelow = box.top < ROOM_PX
  return {
    text: figure.dataset.exact ?? '',
    left: Math.min(Math.max(box.left + box.width / 2, EDGE_PX), window.innerWidth - EDGE_PX),
    top: isBelow ? box.bottom + GAP_PX : box.top - GAP_PX,
    isBelow,
  }
}

/** The raw value, when exactly one figure's text is selected. */
function selectedValue(): string | undefined {
  const selection = document.getSelection()
  const text = selection?.toString().trim()
  const anchor = selection?.anchorNode
  const element = anchor instanceof Element ? anchor : anchor?.parentElement
  const figure = element?.closest('data')
  return text && figure?.textContent?.trim() === text ? figure.value : undefined
}

function copyExact(event: ClipboardEvent) {
  const value = selectedValue()
  if (value === undefined || !event.clipboardData) return
  event.clipboardData.setData('text/plain', value)
  event.preventDefault()
}

export function ExactFigures() {
  const [shown, setShown] = useState<Shown | null>(null)

  useEffect(() => {
    const show = (figure: HTMLElement | null) => setShown(figure ? placeOver(figure) : null)
    const hide = () => setShown(null)
    const onPointer = (event: PointerEvent) => show(figureOf(event.target, false))
    const onFocus = (event: FocusEvent) => show(figureOf(event.target, true))
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hide()
    const controller = new AbortController()
    const options = { signal: controller.signal, passive: true }
    document.addEventListener('pointerover', onPointer, options)
    document.addEventListener('focusin', onFocus, options)
    document.addEventListener('focusout', hide, options)
    document.addEventListener('keydown', onKey, options)
    document.addEventListener('scroll', hide, { ...options, capture: true })
    document.addEventListener('copy', copyExact, { signal: controller.signal })
    return () => controller.abort()
  }, [])

  if (!shown) return null
  return (
    <div
      role="tooltip"
      style={{ left: shown.left, top: shown.top }}
      className={`${shown.isBelow ? '' : '-translate-y-full'} pointer-events-none fixed z-60 -translate-x-1/2 rounded-control bg-ink px-2 py-1 font-mono text-canvas text-meta shadow-overlay`}
    >
      {shown.text}
    </div>
  )
}
