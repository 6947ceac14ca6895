import type { ReactNode } from 'react'

export type EmptyStateProps = {
  /** What will appear here. */
  title: string
  /** Why it is empty now: nothing yet, nothing in this range, nothing matches. */
  children?: ReactNode
  /** One action that fills it. */
  action?: ReactNode
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-2 py-2">
      <p className="font-semibold">{title}</p>
      {children ? <p className="max-w-prose text-ink-2">{children}</p> : null}
      {action}
    </div>
  )
}
