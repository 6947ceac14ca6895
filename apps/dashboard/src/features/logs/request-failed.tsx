'use client'
import type { TRPCClientErrorLike } from '@trpc/client'
import { Button } from '@turnpike/ui/controls/button'
import type { AppRouter } from '@/server/routers/app-router.ts'

/** A request that is not there is said as such; anything else can be tried again. */
export function RequestFailed({ error, onRetry }: { error: TRPCClientErrorLike<AppRouter>; onRetry: () => void }) {
  const isMissing = error.data?.code === 'NOT_FOUND'
  return (
    <div role="alert" className="flex flex-col items-start gap-2">
      <p className="font-semibold">{isMissing ? 'No such request' : 'The request could not be loaded'}</p>
      <p className="text-ink-2">
        {isMissing
          ? 'There is no request with this id in this workspace, or your role does not show it.'
          : error.message}
      </p>
      {error.data?.errorId ? (
        <p className="text-ink-3 text-meta">
          Error id <code className="select-all font-mono">{error.data.errorId}</code>
        </p>
      ) : null}
      {isMissing ? null : (
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}
