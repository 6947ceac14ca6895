'use client'
/** While two secrets work: which is which, when the old one was last used, and a way to end it. */
import { Button } from '@turnpike/ui/controls/button'
import { Instant } from '@turnpike/ui/figures/instant'
import Link from 'next/link'
import { useState } from 'react'
import { useViewer } from '@/components/viewer-context.tsx'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import type { RelatedKey } from '@/server/keys/to-related-keys.ts'
import { LastUsed } from './key-cells.tsx'
import { RevokeKeyDialog } from './revoke-key-dialog.tsx'

type RotationNoticeProps = {
  place: Place
  page: { replaces: RelatedKey | null; replacedBy: RelatedKey | null; atMs: number }
}

export function RotationNotice({ place, page: { replaces, replacedBy, atMs } }: RotationNoticeProps) {
  if (replacedBy) {
    const href = `${workspaceAddress(place.organization, place.workspace)}/keys/${replacedBy.id}`
    return (
      <p className="mb-4 rounded-panel bg-caution-soft p-3">
        This secret was replaced by{' '}
        <Link href={href} className="text-link underline">
          {replacedBy.name} …{replacedBy.lastFour}
        </Link>
        .
      </p>
    )
  }
  return replaces?.state === 'active' ? <OldSecret place={place} old={replaces} atMs={atMs} /> : null
}

function OldSecret({ place, old, atMs }: { place: Place; old: RelatedKey; atMs: number }) {
  const { timeZone } = useViewer()
  const [isRevoking, setIsRevoking] = useState(false)
  return (
    <section
      aria-label="Old secret"
      className="mb-4 flex flex-wrap items-center justify-between gap-3 rounded-panel bg-caution-soft p-3"
    >
      <p>
        The old secret <code className="font-mono text-data">…{old.lastFour}</code> keeps working
        {old.expiresAt ? (
          <>
            {' until '}
            <Instant atMs={old.expiresAt.getTime()} timeZone={timeZone} shown="exact" className="whitespace-normal" />
          </>
        ) : null}
        . Old secret last used <LastUsed row={old} atMs={atMs} />.
      </p>
      {old.mayChange ? (
        <Button size="small" onClick={() => setIsRevoking(true)}>
          Revoke …{old.lastFour}
        </Button>
      ) : null}
      {isRevoking ? <RevokeKeyDialog place={place} target={old} onClose={() => setIsRevoking(false)} /> : null}
    </section>
  )
}
