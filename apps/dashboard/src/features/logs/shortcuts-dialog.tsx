'use client'
import { Button } from '@turnpike/ui/controls/button'
import { Dialog } from '@turnpike/ui/controls/dialog'
import { Switch } from '@turnpike/ui/controls/switch'
import { Keyboard } from 'lucide-react'
import { useState } from 'react'
import { areShortcutsOn, switchShortcuts, useShortcut } from '@/components/use-shortcut.ts'

const SHORTCUTS = [
  ['/', 'go to the filter'],
  ['j k', 'next, previous request'],
  ['Enter', 'open it'],
  ['Esc', 'close it'],
  ['c', 'copy its id'],
  ['.', 'live on and off'],
  ['z', 'your time zone or UTC'],
  ['?', 'this list'],
] as const

/** The shortcuts of the page, and the switch that turns all of those of one key off. */
export function ShortcutsDialog() {
  const [isOpen, setIsOpen] = useState(false)
  const [isOn, setIsOn] = useState(true)
  const change = (open: boolean) => {
    setIsOn(areShortcutsOn())
    setIsOpen(open)
  }
  useShortcut('?', () => change(true))
  return (
    <Dialog
      title="Keyboard shortcuts"
      isOpen={isOpen}
      onOpenChange={change}
      trigger={
        <Button size="small" variant="quiet" aria-label="Keyboard shortcuts" className="max-sm:hidden">
          <Keyboard aria-hidden="true" className="size-4" />
        </Button>
      }
    >
      <dl className="mb-5 grid grid-cols-[4rem_1fr] gap-y-1.5">
        {SHORTCUTS.map(([key, text]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-control border border-line-strong px-1.5 font-mono text-data">{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label="Shortcuts of one key"
        hint="Off, only the Tab, Enter and Escape keys do something."
        isOn={isOn}
        onChange={(next) => {
          switchShortcuts(next)
          setIsOn(next)
        }}
      />
    </Dialog>
  )
}
