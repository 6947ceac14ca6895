'use client'
import { ErrorMessage, type ErrorMessageProps } from '@/components/error-message.tsx'

/** Inside the shell, so that the way to other pages stays. */
export default function ErrorPage(failure: ErrorMessageProps) {
  return <ErrorMessage {...failure} />
}
