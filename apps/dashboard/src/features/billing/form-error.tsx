'use client'
import type { TRPCClientErrorLike } from '@trpc/client'
import type { AppRouter } from '@/server/routers/app-router.ts'

/** What the server said to a form, next to its button; never only in a toast. */
export function FormError({ error }: { error: TRPCClientErrorLike<AppRouter> }) {
  const errorId = error.data?.errorId
  return (
    <div role="alert" className="text-danger">
      <p>
        <span aria-hidden="true">✕ </span>
        {error.message}
      </p>
      {errorId ? (
        <p className="text-ink-3 text-meta">
          Error id <code className="select-all font-mono">{errorId}</code>
        </p>
      ) : null}
    </div>
  )
}
