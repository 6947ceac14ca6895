'use client'
import { Button } from '@turnpike/ui/controls/button'
import { MessagePage } from '@/components/message-page.tsx'

type ErrorPageProps = { error: Error & { digest?: string }; retry?: () => void; reset: () => void }

export default function ErrorPage({ error, reset }: ErrorPageProps) {
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
