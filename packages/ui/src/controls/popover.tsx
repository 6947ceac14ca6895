'use client'
import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { cn } from '../cn.ts'
import { usePortalProps } from '../layout/portal-container.tsx'

export type PopoverProps = {
  /** The element that opens it, a `Button`; focus returns to it. */
  trigger: ReactElement
  title: ReactNode
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  className?: string
}

/** Something to read next to its opener, which may hold links and controls. For a list of actions take `Menu`. */
export function Popover({ trigger, title, children, align = 'end', className }: PopoverProps) {
  const portal = usePortalProps()
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal {...portal}>
        <Base.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-50 outline-hidden">
          <Base.Popup
            className={cn(
              'max-h-[calc(100dvh-4rem)] w-[min(22rem,calc(100vw-1rem))] overflow-y-auto rounded-panel border border-line bg-surface p-4 shadow-overlay outline-hidden',
              className,
            )}
          >
            <Base.Title className="mb-3 text-section">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Closes the popover around it when followed: `<PopoverClose render={<Link href="…" />}>Add credits</PopoverClose>`. */
export const PopoverClose = Base.Close
