'use client'
/** Names the right that is missing and the people who can grant it. */
import { useQuery } from '@tanstack/react-query'
import { type Capability, describeCapability } from '@turnpike/identity/core/permissions'
import { buttonClass } from '@turnpike/ui/controls/button'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { MessagePage } from '@/components/message-page.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { capabilityAt } from './sections.ts'

export function AccessDenied() {
  const pathname = usePathname()
  const capability = capabilityAt(pathname)
  const [, organization] = /^\/o\/([^/]+)/.exec(pathname) ?? []
  return (
    <MessagePage
      title="Your role does not open this page"
      action={
        <Link href="/home" className={buttonClass()}>
          Open dashboard
        </Link>
      }
    >
      {capability ? <p>It takes the right to {describeCapability(capability)}.</p> : null}
      {capability && organization ? <Granters capability={capability} organization={organization} /> : null}
    </MessagePage>
  )
}

function Granters({ capability, organization }: { capability: Capability; organization: string }) {
  const { data } = useQuery(useTRPC().organization.listGranters.queryOptions({ capability, organization }))
  if (!data || data.length === 0) return null
  return (
    <div>
      <p>These people have it, and owners and admins can give it to you:</p>
      <ul className="mt-1">
        {data.map(({ email, name, role }) => (
          <li key={email}>
            <a href={`mailto:${email}`} className="text-link underline underline-offset-2">
              {name ?? email}
            </a>{' '}
            <span className="text-ink-3">({role})</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
