'use client'
import { type RefObject, useEffect, useRef } from 'react'

/** Moves focus to the first field with an error as soon as `errors` becomes another object. */
export function useInvalidFocus(errors: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs because the errors changed.
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [errors])
  return form
}
