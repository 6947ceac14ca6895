'use client'
import { Button } from '@turnpike/ui/controls/button'
import { Contrast } from 'lucide-react'
import { writeBrowserCookie } from '@/components/browser-cookie.ts'
import { THEME_COOKIE } from '@/server/request-facts.ts'

/** Keeps the choice in a cookie, so that the next page comes in the right theme from the server. */
export function chooseTheme(theme: 'light' | 'dark' | 'system'): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  writeBrowserCookie(THEME_COOKIE, theme === 'system' ? null : theme)
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen === undefined ? window.matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark'
}

export function ThemeToggle() {
  return (
    <Button
      variant="quiet"
      size="icon"
      aria-label="Switch between light and dark"
      onClick={() => chooseTheme(isDark() ? 'light' : 'dark')}
    >
      <Contrast aria-hidden="true" className="size-4" />
    </Button>
  )
}
