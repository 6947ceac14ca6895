'use client'
/**
 * Shortcuts of one key. They never fire inside a field or with a modifier, and not at all when the viewer has switched
 * them off (WCAG 2.1.4).
 */
import { useEffect, useRef } from 'react'
import { writeBrowserCookie } from './browser-cookie.ts'

export const SHORTCUTS_COOKIE = 'turnpike_shortcuts'

export const areShortcutsOn = (): boolean => !document.cookie.includes(`${SHORTCUTS_COOKIE}=off`)

export const switchShortcuts = (isOn: boolean): void => writeBrowserCookie(SHORTCUTS_COOKIE, isOn ? null : 'off')

const FIELDS = 'input, textarea, select, [contenteditable], [role="combobox"], [role="listbox"], [role="menu"]'

/** Calls `handler` when the key (`KeyboardEvent.key`) is pressed. It may change from render to render. */
export function useShortcut(key: string, handler: (event: KeyboardEvent) => void, isOn = true): void {
  const current = useRef(handler)
  useEffect(() => {
    current.current = handler
  })
  useEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== key || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(FIELDS)) return
      if (!areShortcutsOn()) return
      event.preventDefault()
      current.current(event)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [key, isOn])
}
