'use client'
import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { cn } from '../cn.ts'

export type Tab = { id: string; label: ReactNode; content: ReactNode }

export type TabsProps = {
  label: string
  tabs: readonly Tab[]
  /** Steered from outside (the address), or left to itself with the first tab open. */
  selected?: string
  onSelect?: (id: string) => void
  initial?: string
  className?: string
}

/** Tabs with arrow keys. Panels that are not open stay in the page, hidden, so their text is in the HTML. */
export function Tabs({ label, tabs, selected, onSelect, initial, className }: TabsProps) {
  const first = initial ?? tabs[0]?.id
  return (
    <Base.Root
      {...(selected === undefined ? { defaultValue: first } : { value: selected })}
      onValueChange={(id) => onSelect?.(String(id))}
      className={cn('flex min-w-0 flex-col', className)}
    >
      <Base.List aria-label={label} className="flex gap-1 overflow-x-auto overflow-y-hidden border-line border-b">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.id}
            value={tab.id}
            className="-mb-px h-9 shrink-0 border-transparent border-b-2 px-3 text-ink-2 -outline-offset-2 hover:text-ink data-active:border-accent data-active:text-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.id} value={tab.id} keepMounted className="min-w-0 pt-3">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
