'use client'
import { cn } from '@turnpike/ui/cn'
import { Button } from '@turnpike/ui/controls/button'
import { notify } from '@turnpike/ui/controls/toast'
import { useShortcut } from '@/components/use-shortcut.ts'
import { useIdleStop } from './use-idle-stop.ts'

export type LiveToggleProps = {
  isOn: boolean
  onChange: (isOn: boolean) => void
  /** New rows wait because the list is scrolled, hovered or focused. */
  isPaused: boolean
}

/** Switches the live tail (`.`). */
export function LiveToggle({ isOn, onChange, isPaused }: LiveToggleProps) {
  useShortcut('.', () => onChange(!isOn))
  useIdleStop(isOn, () => {
    onChange(false)
    notify('Live stopped', 'Nobody was here for ten minutes. Press Live to go on.')
  })
  return (
    <Button size="small" aria-pressed={isOn} onClick={() => onChange(!isOn)} title="Show new requests as they come (.)">
      <span
        aria-hidden="true"
        className={cn('size-2 rounded-full border border-line-strong', isOn && !isPaused && 'border-accent bg-accent')}
      />
      Live
      {isOn && isPaused ? <span className="text-ink-3">paused</span> : null}
    </Button>
  )
}
