'use client'
/**
 * Overlays are rendered at the end of `<main>` and not of `<body>`, so that they stay inside a landmark.
 * A layout wraps what it puts into `<main>` in `PortalContainer`; overlays outside of one fall back to the body.
 */
import { createContext, type ReactNode, type RefObject, useContext, useRef } from 'react'

type Container = RefObject<HTMLDivElement | null>

const ContainerContext = createContext<Container | undefined>(undefined)

export function PortalContainer({ children }: { children: ReactNode }) {
  const container = useRef<HTMLDivElement>(null)
  return (
    <ContainerContext value={container}>
      {children}
      <div ref={container} className="contents" />
    </ContainerContext>
  )
}

/** Spread it over a `Portal`: `<Dialog.Portal {...usePortalProps()}>`. */
export function usePortalProps(): { container?: Container } {
  const container = useContext(ContainerContext)
  return container ? { container } : {}
}
