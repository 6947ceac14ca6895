'use client'
/**
 * A labelled control with its hint and its error. The ids are made here and read by the control inside, so label,
 * `aria-describedby` and `aria-invalid` are there in the server's HTML already.
 */
import { createContext, type ReactNode, useContext, useId } from 'react'
import { cn } from '../cn.ts'

export type FieldState = {
  controlId: string
  labelId: string
  describedBy: string | undefined
  isInvalid: boolean
}

const FieldContext = createContext<FieldState | undefined>(undefined)

/** For controls that live in a `Field`; outside of one they carry their own label. */
export const useField = (): FieldState | undefined => useContext(FieldContext)

/** The attributes that tie a native or Base UI control to its field. */
export function useFieldAttributes() {
  const field = useField()
  if (!field) return {}
  return {
    id: field.controlId,
    'aria-invalid': field.isInvalid || undefined,
    'aria-describedby': field.describedBy,
  }
}

export type FieldProps = {
  label: ReactNode
  /** Said before a mistake is made: "12 or more characters." */
  hint?: ReactNode
  /** What is wrong and how to put it right. */
  error?: ReactNode
  /** Right of the label, such as "Forgot it?". */
  aside?: ReactNode
  children: ReactNode
  className?: string
}

export function Field({ label, hint, error, aside, children, className }: FieldProps) {
  const controlId = useId()
  const [labelId, hintId, errorId] = [`${controlId}-label`, `${controlId}-hint`, `${controlId}-error`]
  const describedBy = [hint ? hintId : '', error ? errorId : ''].filter(Boolean).join(' ') || undefined
  return (
    <FieldContext value={{ controlId, labelId, describedBy, isInvalid: Boolean(error) }}>
      <div className={cn('flex flex-col gap-1', className)}>
        <div className="flex items-baseline justify-between gap-2">
          <label id={labelId} htmlFor={controlId} className="font-medium">
            {label}
          </label>
          {aside}
        </div>
        {children}
        {hint ? (
          <p id={hintId} className="text-ink-3 text-meta">
            {hint}
          </p>
        ) : null}
        {error ? (
          <p id={errorId} className="text-danger text-data">
            <span aria-hidden="true">✕ </span>
            {error}
          </p>
        ) : null}
      </div>
    </FieldContext>
  )
}
