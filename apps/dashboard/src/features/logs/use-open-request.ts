'use client'
/**
 * Which request stands open over the list. It is in the address (`…/logs/:id?…`), so that a reload or a copied link shows
 * the full page. Opening pushes history, walking to the next one replaces, closing goes back to the list.
 */
import { usePathname } from 'next/navigation'
import { useCallback, useRef } from 'react'

export type OpenRequest = {
  id: string | null
  /** The address of a request, with the filters of now. */
  addressOf: (requestId: string) => string
  open: (requestId: string) => void
  walkTo: (requestId: string) => void
  close: () => void
}

/** `listPath` is the path of the list. Filters are read when they are needed: they belong to other hooks. */
export function useOpenRequest(listPath: string, search: string): OpenRequest {
  const pathname = usePathname()
  const wasOpenedHere = useRef(false)
  const id = pathname.startsWith(`${listPath}/`) ? decodeURIComponent(pathname.slice(listPath.length + 1)) : null
  const addressOf = useCallback(
    (requestId: string) => `${listPath}/${encodeURIComponent(requestId)}${search}`,
    [listPath, search],
  )
  return {
    id,
    addressOf,
    open: (requestId) => {
      wasOpenedHere.current = true
      window.history.pushState(null, '', addressOf(requestId))
    },
    walkTo: (requestId) => window.history.replaceState(null, '', addressOf(requestId)),
    close: () => {
      if (wasOpenedHere.current) window.history.back()
      else window.history.pushState(null, '', `${listPath}${search}`)
      wasOpenedHere.current = false
    },
  }
}
