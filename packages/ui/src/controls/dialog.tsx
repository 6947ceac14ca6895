'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactElement, type ReactNode, useRef } from 'react'
import { cn } from '../cn.ts'
import { usePortalProps } from '../layout/portal-container.tsx'

export type DialogProps = {
  title: ReactNode
  description?: ReactNode
  /** The element that opens it, a `Button`; focus returns to it. Absent when `isOpen` is steered from outside. */
  trigger?: ReactElement
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  /** It has gone from the screen: what it showed may be forgotten without being seen to change. */
  onClosed?: () => void
  children: ReactNode
  /** Buttons at the foot, the main one last. */
  footer?: ReactNode
  /** Where focus goes when it closes and nothing with focus opened it; null leaves it to the dialog. */
  returnFocus?: () => HTMLElement | null
  /** `sheet` stands at the right edge over the full height. */
  shape?: 'box' | 'sheet'
  className?: string
}

const SHAPES = {
  box: 'top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-panel border',
  sheet: 'inset-y-0 right-0 w-[min(44rem,100vw)] border-l data-starting-style:translate-x-4',
} as const

const FIELDS = 'input:not([type="hidden"]), textarea, [role="combobox"]'

/**
 * A modal dialog or sheet: traps focus, Escape closes, focus returns to the opener. It begins at the first field; a
 * touch opens it without one, because the keyboard on the screen would cover it.
 */
export function Dialog(dialog: DialogProps) {
  const portal = usePortalProps()
  const body = useRef<HTMLDivElement>(null)
  return (
    <Base.Root
      {...(dialog.isOpen === undefined ? {} : { open: dialog.isOpen })}
      onOpenChange={(isOpen) => dialog.onOpenChange?.(isOpen)}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) dialog.onClosed?.()
      }}
    >
      {dialog.trigger ? <Base.Trigger render={dialog.trigger} /> : null}
      <Base.Portal {...portal}>
        <Base.Backdrop className="fixed inset-0 z-40 bg-backdrop transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          {...(dialog.returnFocus === undefined ? {} : { finalFocus: () => dialog.returnFocus?.() ?? true })}
          initialFocus={(openType) =>
            openType === 'touch' ? true : (body.current?.querySelector<HTMLElement>(FIELDS) ?? true)
          }
          className={cn(
            'fixed z-40 flex flex-col border-line bg-surface shadow-overlay outline-hidden transition-[opacity,transform] data-ending-style:opacity-0 data-starting-style:opacity-0',
            SHAPES[dialog.shape ?? 'box'],
            dialog.className,
          )}
        >
          <header className="flex items-start justify-between gap-4 px-6 pt-5">
            <div>
              <Base.Title className="text-title">{dialog.title}</Base.Title>
              {dialog.description ? (
                <Base.Description className="mt-1 text-ink-2">{dialog.description}</Base.Description>
              ) : null}
            </div>
            <Base.Close aria-label="Close" className="-mr-2 rounded-control p-1.5 hover:bg-sunken">
              <X aria-hidden="true" className="size-4" />
            </Base.Close>
          </header>
          <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-6 py-4">
            {dialog.children}
          </div>
          {dialog.footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-6 py-4">{dialog.footer}</footer>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Closes the dialog around it: `<DialogClose render={<Button>Cancel</Button>} />`. */
export const DialogClose = Base.Close
