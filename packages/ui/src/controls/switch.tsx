'use client'
import { Switch as Base } from '@base-ui/react/switch'
import { type ReactNode, useId } from 'react'
import { cn } from '../cn.ts'

export type SwitchProps = {
  label: ReactNode
  hint?: ReactNode
  isOn: boolean
  onChange: (isOn: boolean) => void
  isDisabled?: boolean
  name?: string
  className?: string
}

/** On or off at once, with its label beside it. */
export function Switch({ label, hint, isOn, onChange, isDisabled = false, name, className }: SwitchProps) {
  const id = useId()
  return (
    <div className={cn('flex items-start gap-3', className)}>
      <Base.Root
        checked={isOn}
        onCheckedChange={onChange}
        disabled={isDisabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...(name === undefined ? {} : { name })}
        className="relative flex h-6 w-10 shrink-0 rounded-control border border-line-strong bg-sunken p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-55"
      >
        <Base.Thumb className="h-full w-4 rounded-[2px] bg-line-strong transition-transform data-checked:translate-x-4.5 data-checked:bg-on-accent" />
      </Base.Root>
      <div className="pt-0.5">
        <span id={`${id}-label`}>{label}</span>
        {hint ? (
          <p id={`${id}-hint`} className="text-ink-3 text-meta">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  )
}
