'use client'
import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { cn } from '../cn.ts'
import { usePortalProps } from '../layout/portal-container.tsx'
import { useField } from './field.tsx'
import { inputClass } from './text-input.tsx'

export type SelectOption<Value extends string> = { value: Value; label: string; isDisabled?: boolean }

export type SelectProps<Value extends string> = {
  options: readonly SelectOption<Value>[]
  value: Value
  onChange: (value: Value) => void
  /** Needed outside a `Field`. */
  label?: string
  /** Name in a form. */
  name?: string
  isDisabled?: boolean
  className?: string
}

/** Choice of one. Inside a `Field` it takes its label, hint and error from there. */
export function Select<Value extends string>(select: SelectProps<Value>) {
  const field = useField()
  const portal = usePortalProps()
  return (
    <Base.Root
      items={select.options}
      value={select.value}
      onValueChange={(value) => value !== null && select.onChange(value)}
      {...(select.name === undefined ? {} : { name: select.name })}
      {...(select.isDisabled === undefined ? {} : { disabled: select.isDisabled })}
    >
      <Base.Trigger
        id={field?.controlId}
        aria-label={select.label}
        aria-labelledby={select.label === undefined ? field?.labelId : undefined}
        aria-describedby={field?.describedBy}
        aria-invalid={field?.isInvalid || undefined}
        className={cn(inputClass, 'flex items-center justify-between gap-2 text-left', select.className)}
      >
        <Base.Value className="truncate" />
        <Base.Icon>
          <ChevronsUpDown aria-hidden="true" className="size-4 text-ink-3" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal {...portal}>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-hidden">
          <Base.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-panel border border-line bg-surface py-1 shadow-overlay outline-hidden">
            <Base.List>
              {select.options.map((option) => (
                <Option key={option.value} option={option} />
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Option<Value extends string>({ option }: { option: SelectOption<Value> }) {
  return (
    <Base.Item
      value={option.value}
      {...(option.isDisabled === undefined ? {} : { disabled: option.isDisabled })}
      className="grid cursor-default select-none grid-cols-[1rem_1fr] items-center gap-2 px-2.5 py-1.5 outline-hidden data-disabled:text-ink-3 data-highlighted:bg-accent-soft"
    >
      <Base.ItemIndicator className="col-start-1">
        <Check aria-hidden="true" className="size-4" />
      </Base.ItemIndicator>
      <Base.ItemText className="col-start-2">{option.label}</Base.ItemText>
    </Base.Item>
  )
}
