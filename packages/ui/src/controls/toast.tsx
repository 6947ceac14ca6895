'use client'
/** Short notices in the corner, reached by F6. An error is never shown only here. */
import { Toast as Base } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { buttonClass } from './button.tsx'

const manager = Base.createToastManager()

/** What may be done about it: "Undo". */
export type NoticeAction = { label: string; onSelect: () => void }

/** Announces something that has happened: "Key ci-runner revoked". */
export function notify(title: string, description?: string, action?: NoticeAction): string {
  const select = () => {
    manager.close(id)
    action?.onSelect()
  }
  const id: string = manager.add({
    title,
    ...(description === undefined ? {} : { description }),
    ...(action ? { actionProps: { children: action.label, onClick: select } } : {}),
  })
  return id
}

/** Rendered once, by the root layout. */
export function Toaster() {
  return (
    <Base.Provider toastManager={manager}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-20 z-60 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2 md:bottom-4">
          <Notices />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function Notices() {
  const { toasts } = Base.useToastManager()
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className="rounded-panel border border-line bg-surface shadow-overlay transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-start justify-between gap-3 p-3">
        <div className="min-w-0 flex-1">
          <Base.Title className="font-medium" />
          <Base.Description className="text-ink-2" />
        </div>
        {toast.actionProps ? <Base.Action className={buttonClass({ size: 'small' })} /> : null}
        <Base.Close aria-label="Dismiss" className="rounded-control p-1 hover:bg-sunken">
          <X aria-hidden="true" className="size-4" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ))
}
