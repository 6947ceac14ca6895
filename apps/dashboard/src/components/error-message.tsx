'use client'
import { Button } from '@turnpike/ui/controls/button'
import { MessagePage } from './message-page.tsx'

export type ErrorMessageProps = { error: Error & { digest?: string }; reset: () => void }

/** What failed, what still works, an id for support, and a way on. */
export function ErrorMessage({ error, reset }: ErrorMessageProps) {
  return (
    <MessagePage
      title="This page could not be shown"
      action={
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
      }
    >
      <p>Something failed on our side. Your keys keep working and nothing was charged by opening this page.</p>
      {error.digest ? (
        <p>
          Error id <code className="select-all font-mono">{error.digest}</code>
        </p>
      ) : null}
    </MessagePage>
  )
}
