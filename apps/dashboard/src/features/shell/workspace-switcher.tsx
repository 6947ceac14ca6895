'use client'
/** One control for organizations and workspaces. Switching keeps the section and says which filters it dropped. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { Button } from '@turnpike/ui/controls/button'
import { Menu, MenuGroup, MenuItem, MenuLink, MenuSeparator } from '@turnpike/ui/controls/menu'
import { notify } from '@turnpike/ui/controls/toast'
import { Check, ChevronsUpDown } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTRPC } from '@/trpc/client.tsx'
import { switchWorkspace } from './workspace-address.ts'

export type Place = { organization: string; workspace: string }

export function WorkspaceSwitcher({ place, canSeeBilling }: { place: Place; canSeeBilling: boolean }) {
  const { data: organizations } = useSuspenseQuery(useTRPC().account.listOrganizations.queryOptions())
  const current = organizations.find(({ organization }) => organization.slug === place.organization)
  const workspace = current?.workspaces.find(({ slug }) => slug === place.workspace)
  return (
    <Menu
      align="start"
      trigger={
        <Button variant="quiet" className="min-w-0 shrink px-2">
          <span className="hidden max-w-40 truncate text-ink-3 sm:inline">{current?.organization.name} /</span>
          <span className="max-w-32 truncate">{workspace?.name}</span>
          <span className="sr-only">, switch workspace</span>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" />
        </Button>
      }
    >
      {organizations.map(({ organization, workspaces }) => (
        <MenuGroup key={organization.id} title={organization.name}>
          {workspaces.map(({ id, slug, name }) => (
            <WorkspaceItem
              key={id}
              name={name}
              target={{ organization: organization.slug, workspace: slug }}
              isCurrent={organization.slug === place.organization && slug === place.workspace}
            />
          ))}
        </MenuGroup>
      ))}
      {canSeeBilling ? (
        <>
          <MenuSeparator />
          <MenuLink render={<Link href={`/o/${place.organization}/billing`} />}>Credits and billing</MenuLink>
        </>
      ) : null}
    </Menu>
  )
}

function WorkspaceItem({ name, target, isCurrent }: { name: string; target: Place; isCurrent: boolean }) {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const open = () => {
    const { address, dropped } = switchWorkspace(pathname, new URLSearchParams(search.toString()), target)
    if (dropped.length > 0) notify(`The filter "${dropped.join('", "')}" was dropped: it is not in ${name}.`)
    router.push(address)
  }
  return (
    <MenuItem onClick={open} aria-current={isCurrent || undefined}>
      <span className="w-4">{isCurrent ? <Check aria-hidden="true" className="size-4" /> : null}</span>
      {name}
    </MenuItem>
  )
}
