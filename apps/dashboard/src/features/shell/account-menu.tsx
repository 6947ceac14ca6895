'use client'
import { Button } from '@turnpike/ui/controls/button'
import { Menu, MenuGroup, MenuItem, MenuSeparator } from '@turnpike/ui/controls/menu'
import { CircleUser } from 'lucide-react'
import { useTransition } from 'react'
import { signOutViewer } from '@/features/access/sign-out-viewer.ts'
import { chooseTheme } from './theme-toggle.tsx'

/** Who is signed in, the theme, and the way out. */
export function AccountMenu({ email }: { email: string }) {
  const [isPending, startTransition] = useTransition()
  return (
    <Menu
      trigger={
        <Button variant="quiet" size="icon" aria-label={`Account ${email}`} isPending={isPending}>
          <CircleUser aria-hidden="true" className="size-4.5" />
        </Button>
      }
    >
      <p className="max-w-64 truncate px-3 py-1.5 text-ink-2">{email}</p>
      <MenuSeparator />
      <MenuGroup title="Theme">
        <MenuItem onClick={() => chooseTheme('system')}>Like the system</MenuItem>
        <MenuItem onClick={() => chooseTheme('light')}>Light</MenuItem>
        <MenuItem onClick={() => chooseTheme('dark')}>Dark</MenuItem>
      </MenuGroup>
      <MenuSeparator />
      <MenuItem onClick={() => startTransition(() => signOutViewer())}>Log out</MenuItem>
    </Menu>
  )
}
