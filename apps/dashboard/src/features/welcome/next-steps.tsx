import Link from 'next/link'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'

type NextStepsProps = { place: Place; keyId: string | null; canBuy: boolean }

/** What people do after the first call; only what exists and what the role allows. */
export function NextSteps({ place, keyId, canBuy }: NextStepsProps) {
  const base = workspaceAddress(place.organization, place.workspace)
  const steps = [
    ...(canBuy ? [{ href: `/o/${place.organization}/billing`, label: 'Add credits' }] : []),
    ...(keyId ? [{ href: `${base}/keys/${keyId}`, label: 'Set a limit on this key' }] : []),
    { href: `${base}/logs`, label: 'See every request' },
  ]
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="text-ink-3">Next:</span>
      {steps.map(({ href, label }) => (
        <Link key={label} href={href} className="text-link underline underline-offset-2">
          {label}
        </Link>
      ))}
    </p>
  )
}
