import { cn } from '../cn.ts'

/** The mark: a short scale with a needle standing off-centre. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" fill="none" className={cn('size-5', className)}>
      <path d="M2 19H22M3 19V9M8 19V14M21 19V9" className="stroke-ink" strokeWidth="2" />
      <path d="M14.5 22V2" className="stroke-accent" strokeWidth="3" />
    </svg>
  )
}

/** Mark and name. Put it inside the link to the start page. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2 font-semibold text-section', className)}>
      <Mark />
      Turnpike
    </span>
  )
}
