import { buttonClass } from '@turnpike/ui/controls/button'
import type { Metadata } from 'next'
import Link from 'next/link'
import { MessagePage } from '@/components/message-page.tsx'

export const metadata: Metadata = { title: 'No access' }

/** Pages inside an organization have their own, which names the right and the people. */
export default function Forbidden() {
  return (
    <main id="main">
      <MessagePage
        title="Your role does not open this page"
        action={
          <Link href="/home" className={buttonClass()}>
            Open dashboard
          </Link>
        }
      >
        <p>Ask an owner or admin of the organization.</p>
      </MessagePage>
    </main>
  )
}
