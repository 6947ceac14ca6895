'use client'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@turnpike/ui/controls/button'
import { Count } from '@turnpike/ui/figures/quantity'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import { useState } from 'react'
import { QueryPanel } from '@/components/query-panel.tsx'
import { PageHeader } from '@/features/shell/page-header.tsx'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { CreateKeyDialog } from './create-key-dialog.tsx'
import { filterKeys } from './filter-keys.ts'
import { type ChosenAction, KeyDialogs } from './key-dialogs.tsx'
import { KeyFilters, useKeyFilter } from './key-filters.tsx'
import { KeyProblem } from './key-problem.tsx'
import { KeyTable } from './key-table.tsx'
import { useKeyChanges } from './use-key-changes.ts'

/** Which keys are alive, what each has spent and can spend, which are unused or expiring. */
export function KeysPage({ place }: { place: Place }) {
  const query = useQuery(useTRPC().keys.list.queryOptions(place))
  const filters = useKeyFilter()
  const changes = useKeyChanges(place)
  const [chosen, setChosen] = useState<ChosenAction | null>(null)
  const create = query.data ? (
    <CreateKeyDialog
      place={place}
      inherited={query.data.inherited}
      trigger={<Button variant="primary">Create key</Button>}
    />
  ) : null
  return (
    <>
      <PageHeader title="Keys">{create}</PageHeader>
      <KeyProblem text={changes.problem} />
      <KeyFilters {...filters} />
      <QueryPanel
        name="keys"
        title="API keys"
        query={query}
        isEmpty={({ keys }) => keys.length === 0}
        empty={
          <EmptyState title="No keys yet">
            A key lets a program call models here. Its limit is the most that program can spend.
          </EmptyState>
        }
        action={query.data ? <KeyCount count={query.data.keys.length} /> : null}
        footer={({ hiddenCount }) =>
          hiddenCount > 0 ? (
            <p className="text-ink-3 text-meta">
              <Count count={hiddenCount} /> {hiddenCount === 1 ? 'key' : 'keys'} of other people{' '}
              {hiddenCount === 1 ? 'is' : 'are'} not shown to your role.
            </p>
          ) : null
        }
      >
        {({ keys, atMs }) => {
          const shown = filterKeys(keys, filters.filter)
          const table = { place, atMs, changes, onChoose: setChosen }
          return (
            <>
              {shown.main.length > 0 ? (
                <KeyTable label="Keys" keys={shown.main} {...table} />
              ) : (
                <NothingShown isFiltered={filters.isFiltered} onClear={filters.clear} />
              )}
              {shown.folded.length > 0 ? (
                <details className="mt-4">
                  <summary className="cursor-pointer rounded-control py-1 font-medium text-ink-2">
                    Disabled, expired and revoked (<Count count={shown.folded.length} />)
                  </summary>
                  <KeyTable label="Disabled, expired and revoked keys" keys={shown.folded} {...table} />
                </details>
              ) : null}
            </>
          )
        }}
      </QueryPanel>
      <KeyDialogs place={place} chosen={chosen} changes={changes} onClose={() => setChosen(null)} />
    </>
  )
}

function KeyCount({ count }: { count: number }) {
  return (
    <p className="text-ink-3 text-meta">
      <Count count={count} metric="key-count" /> {count === 1 ? 'key' : 'keys'}
    </p>
  )
}

function NothingShown({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered) return <EmptyState title="No key is active">Create one, or enable one of those below.</EmptyState>
  return (
    <EmptyState title="No key matches" action={<Button onClick={onClear}>Clear filters</Button>}>
      No key has this state and these words in its name, owner or last four.
    </EmptyState>
  )
}
