'use client'
import { useEffect, useRef } from 'react'

const IDLE_MS = 10 * 60_000
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const

/** Calls `onIdle` once the reader has given no sign for ten minutes. */
export function useIdleStop(isOn: boolean, onIdle: () => void): void {
  const handler = useRef(onIdle)
  useEffect(() => {
    handler.current = onIdle
  })
  useEffect(() => {
    if (!isOn) return
    let timer = setTimeout(() => handler.current(), IDLE_MS)
    const restart = () => {
      clearTimeout(timer)
      timer = setTimeout(() => handler.current(), IDLE_MS)
    }
    for (const sign of SIGNS) document.addEventListener(sign, restart, { passive: true })
    return () => {
      clearTimeout(timer)
      for (const sign of SIGNS) document.removeEventListener(sign, restart)
    }
  }, [isOn])
}
