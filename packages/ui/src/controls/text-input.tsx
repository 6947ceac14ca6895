'use client'
import { type ComponentProps, useState } from 'react'
import { cn } from '../cn.ts'
import { useFieldAttributes } from './field.tsx'

export const inputClass =
  'h-9 w-full min-w-0 rounded-control border border-line-strong bg-surface px-3 text-body text-ink placeholder:text-ink-3 disabled:opacity-55 aria-invalid:border-danger-fill'

/** A one-line field. Inside a `Field` it takes its label, hint and error from there. */
export function TextInput({ className, ...input }: ComponentProps<'input'>) {
  return <input {...useFieldAttributes()} {...input} className={cn(inputClass, className)} />
}

/** A text of several lines. */
export function TextArea({ className, ...area }: ComponentProps<'textarea'>) {
  return <textarea {...useFieldAttributes()} {...area} className={cn(inputClass, 'h-auto min-h-20 py-2', className)} />
}

/** A password that can be looked at. Pasting and password managers work. */
export function PasswordInput({ className, ...input }: Omit<ComponentProps<'input'>, 'type'>) {
  const [isShown, setIsShown] = useState(false)
  return (
    <div className="relative">
      <TextInput {...input} type={isShown ? 'text' : 'password'} className={cn('pr-16', className)} />
      <button
        type="button"
        aria-pressed={isShown}
        aria-label="Show password"
        onClick={() => setIsShown(!isShown)}
        className="absolute inset-y-1 right-1 rounded-control px-2 text-ink-2 text-meta hover:bg-sunken"
      >
        {isShown ? 'hide' : 'show'}
      </button>
    </div>
  )
}
