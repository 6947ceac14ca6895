'use client'
import { useEffect, useRef } from 'react'

/**
 * Browsers keep a page that was left in memory and bring it back as it was, secrets included. What was shown once is
 * forgotten then.
 */
export function useForgetOnReturn(forget: () => void): void {
  const latest = useRef(forget)
  useEffect(() => {
    latest.current = forget
  })
  useEffect(() => {
    const comeBack = (event: PageTransitionEvent) => event.persisted && latest.current()
    window.addEventListener('pageshow', comeBack)
    return () => window.removeEventListener('pageshow', comeBack)
  }, [])
}
