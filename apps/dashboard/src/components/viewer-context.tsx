'use client'
/** The viewer's time zone and the page's clock, the same on server and in the browser so that hydration agrees. */
import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { TIME_ZONE_COOKIE } from '@/server/request-facts.ts'
import { writeBrowserCookie } from './browser-cookie.ts'

export type ViewerFacts = {
  /** IANA name. */
  timeZone: string
  /** When the page was rendered. */
  nowMs: number
}

const ViewerContext = createContext<ViewerFacts>({ timeZone: 'UTC', nowMs: 0 })

/** Zone and clock for `Instant` and ranges. */
export const useViewer = (): ViewerFacts => useContext(ViewerContext)

export function ViewerProvider({ timeZone, nowMs, children }: ViewerFacts & { children: ReactNode }) {
  const router = useRouter()
  useEffect(() => {
    const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (ownZone === timeZone || !ownZone) return
    writeBrowserCookie(TIME_ZONE_COOKIE, ownZone)
    router.refresh()
  }, [timeZone, router])
  return <ViewerContext value={{ timeZone, nowMs }}>{children}</ViewerContext>
}
