'use client'
import { ErrorMessage, type ErrorMessageProps } from '@/components/error-message.tsx'

export default function ErrorPage(failure: ErrorMessageProps) {
  return (
    <main id="main">
      <ErrorMessage {...failure} />
    </main>
  )
}
