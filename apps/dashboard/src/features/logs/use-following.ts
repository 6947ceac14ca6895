'use client'
import { type RefObject, useEffect, useState } from 'react'

/** The page counts as scrolled to its top within this. */
const TOP_PX = 8

/** Whether the reader follows the top of a list: it is not scrolled away, and neither pointer nor focus rests in it. */
export function useFollowing(list: RefObject<HTMLElement | null>): boolean {
  const [isAtTop, setIsAtTop] = useState(true)
  const [isHeld, setIsHeld] = useState(false)
  useEffect(() => {
    const element = list.current
    const controller = new AbortController()
    const options = { signal: controller.signal, passive: true }
    const measure = () =>
      setIsAtTop(!element || window.scrollY <= Math.max(TOP_PX, topOf(element) - window.innerHeight / 2))
    measure()
    window.addEventListener('scroll', measure, options)
    const hold = () => setIsHeld(true)
    const release = () =>
      setIsHeld(element?.contains(document.activeElement) === true || element?.matches(':hover') === true)
    for (const name of ['pointerenter', 'focusin']) element?.addEventListener(name, hold, options)
    // The next element has focus only after the event.
    for (const name of ['pointerleave', 'focusout']) element?.addEventListener(name, () => setTimeout(release), options)
    return () => controller.abort()
  }, [list])
  return isAtTop && !isHeld
}

const topOf = (element: HTMLElement): number => element.getBoundingClientRect().top + window.scrollY
