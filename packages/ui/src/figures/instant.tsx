import { cn } from '../cn.ts'
import { formatDate, formatDay, formatExact, formatRelative, formatTimeOfDay, isoInstant } from '../format/time-text.ts'

export type InstantProps = {
  /** Milliseconds since the epoch. */
  atMs: number
  /** IANA name, from the viewer. */
  timeZone: string
  className?: string
} & (
  | { shown: 'relative' /** The page's clock: the same on server and client. */; nowMs: number }
  | { shown: 'time' | 'day' | 'date' | 'exact' }
)

function textOf(instant: InstantProps): string {
  switch (instant.shown) {
    case 'relative':
      return formatRelative(instant.atMs, instant.nowMs)
    case 'time':
      return formatTimeOfDay(instant.atMs, instant.timeZone)
    case 'day':
      return formatDay(instant.atMs, instant.timeZone)
    case 'date':
      return formatDate(instant.atMs, instant.timeZone)
    case 'exact':
      return formatExact(instant.atMs, instant.timeZone)
  }
}

/** An instant, always as `<time>`; whatever is shown short tells the exact instant on hover and focus. */
export function Instant(instant: InstantProps) {
  return (
    <time
      dateTime={isoInstant(instant.atMs)}
      {...(instant.shown === 'exact' ? {} : { 'data-exact': formatExact(instant.atMs, instant.timeZone) })}
      className={cn('whitespace-nowrap tabular-nums', instant.className)}
    >
      {textOf(instant)}
    </time>
  )
}
