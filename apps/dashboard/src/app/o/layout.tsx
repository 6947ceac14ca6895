import { Toaster } from '@turnpike/ui/controls/toast'
import type { ReactNode } from 'react'
import { ViewerProvider } from '@/components/viewer-context.tsx'
import { getNowMs, getTimeZone } from '@/server/read-request-facts.ts'
import { QueryProvider } from '@/trpc/client.tsx'

/** What signed-in pages share: queries, the viewer's zone and clock, notices. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  return (
    <QueryProvider>
      <ViewerProvider timeZone={await getTimeZone()} nowMs={getNowMs()}>
        {children}
        <Toaster />
      </ViewerProvider>
    </QueryProvider>
  )
}
