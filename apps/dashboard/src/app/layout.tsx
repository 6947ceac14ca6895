import '@fontsource-variable/ibm-plex-sans/wght.css'
import '@fontsource/ibm-plex-mono/400.css'
import './globals.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { ExactFigures } from '@turnpike/ui/figures/exact-figures'
import type { Metadata, Viewport } from 'next'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { getNonce, getTheme } from '@/server/read-request-facts.ts'

export const metadata: Metadata = {
  title: { template: '%s · Turnpike', default: 'Turnpike' },
  description: 'One endpoint for every model. A receipt for every request.',
}

/** Every answer carries its own nonce, so no page is made at build time; building needs no database and no secrets. */
export const dynamic = 'force-dynamic'

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

/**
 * The theme comes from a cookie, so the first HTML is right already: no script has to run before paint, and the choice
 * holds without JavaScript. Public pages get no more than this; what signed-in pages share is in app/o/layout.tsx.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [nonce, theme] = await Promise.all([getNonce(), getTheme()])
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body>
        <a
          href="#main"
          className="sr-only z-60 rounded-control bg-surface p-3 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to content
        </a>
        <CSPProvider {...(nonce === undefined ? {} : { nonce })}>
          <NuqsAdapter>{children}</NuqsAdapter>
        </CSPProvider>
        <ExactFigures />
      </body>
    </html>
  )
}
