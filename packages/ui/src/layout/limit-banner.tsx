import type { ReactNode } from 'react'
import { cn } from '../cn.ts'

export type LimitBannerProps = {
  /** `refusing`: requests are refused now. `warning`: a threshold was passed. */
  level: 'refusing' | 'warning'
  /** Amount, then cause, then when it lifts. */
  children: ReactNode
  /** The one thing this viewer may do about it. */
  action?: ReactNode
}

/** The single bar under the top bar. It says why requests are refused and never hides data. */
export function LimitBanner({ level, children, action }: LimitBannerProps) {
  return (
    <div
      role="status"
      data-banner="over-limit"
      data-level={level}
      className={cn(
        'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-2 md:px-6',
        level === 'refusing' ? 'bg-danger-soft' : 'bg-caution-soft',
      )}
    >
      <p>
        <span aria-hidden="true" className={level === 'refusing' ? 'text-danger' : 'text-caution'}>
          {level === 'refusing' ? '⊘ ' : '▲ '}
        </span>
        {children}
      </p>
      {action}
    </div>
  )
}
