'use client'
import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { usePortalProps } from '../layout/portal-container.tsx'

/** A hint on hover and focus, for a control that can have focus. Nothing essential lives only in a tooltip. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement }) {
  const portal = usePortalProps()
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal {...portal}>
        <Base.Positioner sideOffset={6} className="z-50">
          <Base.Popup className="max-w-72 rounded-control bg-ink px-2 py-1 text-canvas text-meta shadow-overlay">
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
