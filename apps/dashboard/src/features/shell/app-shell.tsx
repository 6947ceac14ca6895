/** The frame of every signed-in page: top bar, sidebar or bottom bar, main. */
import type { OrganizationAccess } from '@turnpike/identity/core/access'
import { can } from '@turnpike/identity/core/permissions'
import { Mark } from '@turnpike/ui/layout/logo'
import { PortalContainer } from '@turnpike/ui/layout/portal-container'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { SpendablePill } from '@/features/spendable/spendable-pill.tsx'
import type { Viewer } from '@/server/auth/viewer.ts'
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx'
import { AccountMenu } from './account-menu.tsx'
import { BottomBar, Sidebar } from './navigation.tsx'
import { sectionsFor } from './sections.ts'
import { ThemeToggle } from './theme-toggle.tsx'
import { workspaceAddress } from './workspace-address.ts'
import { type Place, WorkspaceSwitcher } from './workspace-switcher.tsx'

export type AppShellProps = {
  viewer: Viewer
  access: OrganizationAccess
  /** The workspace whose pages the navigation lists. */
  place: Place
  isTestWorkspace?: boolean
  /** A `LimitBanner`, when requests are refused or a threshold was passed. */
  banner?: ReactNode
  children: ReactNode
}

export async function AppShell({ viewer, access, place, isTestWorkspace = false, banner, children }: AppShellProps) {
  await prefetch(trpc.account.listOrganizations.queryOptions(), trpc.billing.getSpendable.queryOptions(place))
  const base = workspaceAddress(place.organization, place.workspace)
  const sections = sectionsFor(access.role)
  const canSeeBilling = can(access.role, 'balance:read')
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="sticky top-0 z-30 border-line border-b bg-surface">
        <Hydrate>
          <PortalContainer>
            <div className="flex h-12 items-center gap-1 px-3 sm:gap-2 md:px-4">
              <Link href={base} aria-label="Turnpike, home of this workspace" className="rounded-control p-1.5">
                <Mark />
              </Link>
              <WorkspaceSwitcher place={place} canSeeBilling={canSeeBilling} />
              <div className="ml-auto flex items-center gap-1 sm:gap-2">
                <SpendablePill place={place} canSeeBilling={canSeeBilling} mayBuy={can(access.role, 'credits:buy')} />
                <ThemeToggle />
                <AccountMenu email={viewer.email} />
              </div>
            </div>
          </PortalContainer>
        </Hydrate>
      </header>
      {isTestWorkspace ? <TestBar /> : null}
      {banner ? <Hydrate>{banner}</Hydrate> : null}
      <div className="mx-auto flex w-full min-w-0 flex-1">
        <Sidebar base={base} sections={sections} />
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 pb-24 outline-hidden md:px-6 md:pb-8">
          <PortalContainer>
            <div className="mx-auto w-full max-w-360">{children}</div>
          </PortalContainer>
        </main>
      </div>
      <BottomBar base={base} sections={sections} />
    </div>
  )
}

function TestBar() {
  return (
    <p className="flex min-h-7 items-center bg-test-soft px-4 py-1 text-data text-test md:px-6">
      Test workspace. Requests use test models and cost nothing.
    </p>
  )
}
