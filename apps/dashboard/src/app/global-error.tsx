'use client'
import './globals.css'
import ErrorPage from './error.tsx'

/** The last resort, when even the root layout fails. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Turnpike</title>
        <ErrorPage error={error} reset={reset} />
      </body>
    </html>
  )
}
