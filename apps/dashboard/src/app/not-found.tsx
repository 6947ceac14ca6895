import { buttonClass } from '@turnpike/ui/controls/button'
import type { Metadata } from 'next'
import Link from 'next/link'
import { MessagePage } from '@/components/message-page.tsx'

export const metadata: Metadata = { title: 'Not found' }

/** The same text for what does not exist and for what belongs to somebody else. */
export default function NotFound() {
  return (
    <main id="main">
      <MessagePage
        title="There is nothing at this address"
        action={
          <Link href="/home" className={buttonClass({ variant: 'primary' })}>
            Open dashboard
          </Link>
        }
      >
        <p>It does not exist, or you are not a member of the organization it belongs to. Check the address.</p>
      </MessagePage>
    </main>
  )
}
