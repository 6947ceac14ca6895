'use client'
import { useEffect, useRef } from 'react'

const STALE_MS = 60_000

/** Calls `refresh` when the viewer comes back to a page that was out of sight for a while. */
export function useRefreshOnReturn(refresh: () => void): void {
  const current = useRef(refresh)
  useEffect(() => {
    current.current = refresh
  })
  useEffect(() => {
    let hiddenAtMs = performance.now()
    const onChange = () => {
      if (document.visibilityState === 'hidden') hiddenAtMs = performance.now()
      else if (performance.now() - hiddenAtMs > STALE_MS) current.current()
    }
    document.addEventListener('visibilitychange', onChange)
    return () => document.removeEventListener('visibilitychange', onChange)
  }, [])
}
