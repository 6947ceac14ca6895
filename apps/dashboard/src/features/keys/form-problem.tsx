'use client'
import type { TRPCClientErrorLike } from '@trpc/client'
import type { AppRouter } from '@/server/routers/app-router.ts'

export type ProcedureError = TRPCClientErrorLike<AppRouter>

/** The first text that the server has for a field. */
export const fieldError = (error: ProcedureError | null, field: string): string | undefined => {
  const fields: Record<string, string[] | undefined> = error?.data?.fields ?? {}
  return fields[field]?.[0]
}

/** An answer of ours says what is wrong; without one the browser's words ("Failed to fetch") say nothing. */
export const toProblemText = (error: Pick<ProcedureError, 'data' | 'message'>): string =>
  error.data ? error.message : 'The server could not be reached. Try again.'

/** What failed, unless it is said under its field already. The form keeps what was typed. */
export function FormProblem({ error, what }: { error: ProcedureError | null; what: string }) {
  if (!error || Object.keys(error.data?.fields ?? {}).length > 0) return null
  return (
    <div role="alert" className="rounded-panel bg-danger-soft p-3">
      <p>
        <span aria-hidden="true" className="text-danger">
          ✕{' '}
        </span>
        {what} {toProblemText(error)}
      </p>
      {error.data?.errorId ? (
        <p className="text-ink-2 text-meta">
          Error id <code className="select-all font-mono">{error.data.errorId}</code>
        </p>
      ) : null}
    </div>
  )
}
