'use client'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@turnpike/ui/controls/button'
import Link from 'next/link'
import { useState } from 'react'
import { QueryPanel } from '@/components/query-panel.tsx'
import { PageHeader } from '@/features/shell/page-header.tsx'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { CeilingList } from '@/features/spendable/ceiling-list.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { type ChosenAction, KeyDialogs } from './key-dialogs.tsx'
import { KeyFacts } from './key-facts.tsx'
import { KeyHistory } from './key-history.tsx'
import { KeyMenu } from './key-menu.tsx'
import { KeyProblem } from './key-problem.tsx'
import { KeyUsageFigures } from './key-usage-figures.tsx'
import { RotationNotice } from './rotation-notice.tsx'
import { useKeyChanges } from './use-key-changes.ts'

/** While an old secret still works, its last use is what one watches. */
const OVERLAP_REFRESH_MS = 5_000

export function KeyPage({ place, keyId, initialName }: { place: Place; keyId: string; initialName: string }) {
  const query = useQuery({
    ...useTRPC().keys.get.queryOptions({ ...place, keyId }),
    refetchInterval: ({ state: { data } }) =>
      data?.replaces?.state === 'active' || data?.replacedBy ? OVERLAP_REFRESH_MS : false,
  })
  const changes = useKeyChanges(place)
  const [chosen, setChosen] = useState<ChosenAction | null>(null)
  const key = query.data?.key
  const choose = (dialog: ChosenAction['dialog']) => () => key && setChosen({ dialog, key })
  return (
    <>
      <p className="mb-1">
        <Link
          href={`${workspaceAddress(place.organization, place.workspace)}/keys`}
          className="text-data text-link underline-offset-2 hover:underline"
        >
          <span aria-hidden="true">← </span>Keys
        </Link>
      </p>
      <PageHeader title={key?.name ?? initialName}>
        {key ? (
          <KeyMenu target={key} changes={changes} onChoose={setChosen} trigger={<Button>Actions</Button>} />
        ) : null}
      </PageHeader>
      <KeyProblem text={changes.problem} />
      {query.data ? <RotationNotice place={place} page={query.data} /> : null}
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <QueryPanel name="key-usage" title="Usage" query={query} className="lg:col-span-2">
          {({ usage, atMs }) => <KeyUsageFigures place={place} keyId={keyId} usage={usage} atMs={atMs} />}
        </QueryPanel>
        <QueryPanel
          name="key-limits"
          title="Limits"
          query={query}
          action={
            key?.mayChange ? (
              <Button size="small" onClick={choose('limit')}>
                Change limit
              </Button>
            ) : null
          }
        >
          {({ spendable }) => <CeilingList ceilings={spendable.ceilings} />}
        </QueryPanel>
        <QueryPanel
          name="key-facts"
          title="Key"
          query={query}
          action={
            key?.mayChange ? (
              <Button size="small" onClick={choose('expiry')}>
                Change expiry
              </Button>
            ) : null
          }
        >
          {(page) => <KeyFacts row={page.key} atMs={page.atMs} />}
        </QueryPanel>
        <QueryPanel name="key-history" title="History" query={query} className="lg:col-span-2">
          {({ history }) => <KeyHistory entries={history} />}
        </QueryPanel>
      </div>
      <KeyDialogs place={place} chosen={chosen} changes={changes} onClose={() => setChosen(null)} />
    </>
  )
}
