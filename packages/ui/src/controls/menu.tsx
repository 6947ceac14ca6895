'use client'
import { Menu as Base } from '@base-ui/react/menu'
import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { cn } from '../cn.ts'
import { usePortalProps } from '../layout/portal-container.tsx'

export type MenuProps = {
  /** The element that opens it, a `Button`. */
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  className?: string
}

/** A list of actions. Fill it with `MenuItem`, `MenuLink`, `MenuSeparator`, `MenuHeading`. */
export function Menu({ trigger, children, align = 'end', className }: MenuProps) {
  const portal = usePortalProps()
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal {...portal}>
        <Base.Positioner align={align} sideOffset={4} className="z-50 outline-hidden">
          <Base.Popup
            className={cn(
              'min-w-48 max-w-[calc(100vw-1rem)] rounded-panel border border-line bg-surface py-1 shadow-overlay outline-hidden',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const ITEM =
  'flex w-full cursor-default select-none items-center gap-2 px-3 py-1.5 text-left outline-hidden data-disabled:text-ink-3 data-highlighted:bg-accent-soft'

type ItemProps = ComponentProps<typeof Base.Item> & { tone?: 'plain' | 'danger' }

export function MenuItem({ tone = 'plain', className, ...item }: ItemProps) {
  return <Base.Item {...item} className={cn(ITEM, tone === 'danger' && 'text-danger', className as string)} />
}

/** An item that is a link: `<MenuLink render={<Link href="…" />}>Keys</MenuLink>`. */
export function MenuLink({ className, ...item }: ComponentProps<typeof Base.LinkItem>) {
  return <Base.LinkItem closeOnClick {...item} className={cn(ITEM, className as string)} />
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />
}

/** A titled group of items. */
export function MenuGroup({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-3 py-1 text-ink-3 text-meta">{title}</Base.GroupLabel>
      {children}
    </Base.Group>
  )
}
