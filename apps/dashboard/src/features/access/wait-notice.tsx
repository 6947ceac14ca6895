'use client'
import { useEffect, useState } from 'react'

const SECOND_MS = 1_000

/** "Try again in 0:42", counting down. Announced once, not every second. */
export function WaitNotice({ seconds }: { seconds: number }) {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1), SECOND_MS)
    return () => clearTimeout(timer)
  }, [left])
  return (
    <div className="rounded-control bg-caution-soft px-3 py-2">
      <p role="alert" className="sr-only">{`Too many attempts. Try again in ${seconds} seconds.`}</p>
      <p aria-hidden="true">
        <span className="text-caution">▲ </span>
        {left > 0 ? `Too many attempts. Try again in ${toClock(left)}.` : 'You can try again now.'}
      </p>
    </div>
  )
}

const toClock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
