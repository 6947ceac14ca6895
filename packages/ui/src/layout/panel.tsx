/**
 * A panel with its five states. The heading stays in all of them; one panel's failure leaves its neighbours alone.
 */
import { type ReactNode, useId } from 'react'
import { cn } from '../cn.ts'
import { Button } from '../controls/button.tsx'

export type PanelState = 'empty' | 'loading' | 'ready' | 'error' | 'denied'

export type PanelProps = {
  /** Test hook: `data-panel`. */
  name: string
  title: ReactNode
  state: PanelState
  /** Right of the title: a link or a control. */
  action?: ReactNode
  /** Closing line: `FreshnessLine`. */
  footer?: ReactNode
  /** What is shown when ready. */
  children?: ReactNode
  /** Skeleton of the size of the final content. */
  skeleton?: ReactNode
  /** An `EmptyState`. */
  empty?: ReactNode
  /** Names the missing capability and who can grant it. */
  denied?: ReactNode
  error?: PanelError
  /** New data is on its way: the old one stays, dimmed. */
  isRefreshing?: boolean
  className?: string
}

export type PanelError = {
  /** What failed and what still works. */
  message: string
  /** For support; also in our logs. */
  errorId?: string
  onRetry?: () => void
}

export function Panel(panel: PanelProps) {
  const headingId = useId()
  const isBusy = panel.state === 'loading' || panel.isRefreshing === true
  return (
    <section
      aria-labelledby={headingId}
      aria-busy={isBusy}
      data-panel={panel.name}
      data-state={panel.state}
      className={cn('flex min-w-0 flex-col rounded-panel border border-line bg-surface p-4', panel.className)}
    >
      <header className="mb-3 flex min-h-6 items-center justify-between gap-3">
        <h2 id={headingId} className="text-section">
          {panel.title}
        </h2>
        {panel.action}
      </header>
      <div className={cn('min-w-0 flex-1 transition-opacity', panel.isRefreshing && 'opacity-60')}>{bodyOf(panel)}</div>
      {panel.footer && panel.state === 'ready' ? <footer className="mt-3">{panel.footer}</footer> : null}
    </section>
  )
}

function bodyOf(panel: PanelProps): ReactNode {
  switch (panel.state) {
    case 'ready':
      return panel.children
    case 'loading':
      return panel.skeleton ?? <Skeleton lines={3} />
    case 'empty':
      return panel.empty
    case 'denied':
      return panel.denied
    case 'error':
      return <ErrorBody error={panel.error ?? { message: 'This could not be loaded.' }} />
  }
}

function ErrorBody({ error }: { error: PanelError }) {
  return (
    <div role="alert" className="flex flex-col items-start gap-2">
      <p>
        <span aria-hidden="true" className="text-danger">
          ✕{' '}
        </span>
        {error.message}
      </p>
      {error.errorId ? (
        <p className="text-ink-3 text-meta">
          Error id <code className="select-all font-mono">{error.errorId}</code>
        </p>
      ) : null}
      {error.onRetry ? (
        <Button size="small" onClick={error.onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  )
}

const WIDTHS = ['w-full', 'w-5/6', 'w-2/3']

/** Grey lines the size of text. */
export function Skeleton({ lines = 1, className }: { lines?: number; className?: string }) {
  return (
    <div aria-hidden="true" className="flex flex-col gap-2">
      {Array.from({ length: lines }, (_, index) => index).map((line) => (
        <div key={line} className={cn('skeleton h-5', WIDTHS[line % WIDTHS.length], className)} />
      ))}
    </div>
  )
}
