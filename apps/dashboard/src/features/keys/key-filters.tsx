'use client'
import { Button } from '@turnpike/ui/controls/button'
import { Select } from '@turnpike/ui/controls/select'
import { TextInput } from '@turnpike/ui/controls/text-input'
import { parseAsString, parseAsStringLiteral, throttle, useQueryStates } from 'nuqs'
import { SHOWN_STATES, type ShownState, withoutSecrets } from './filter-keys.ts'

const TYPING_MS = 300

/** Filters live in the address: a state is a step back in history, typing is not. */
export function useKeyFilter() {
  const [filter, setFilter] = useQueryStates({
    state: parseAsStringLiteral(SHOWN_STATES).withOptions({ history: 'push' }),
    q: parseAsString.withDefault('').withOptions({ history: 'replace', limitUrlUpdates: throttle(TYPING_MS) }),
  })
  return {
    filter,
    isFiltered: filter.state !== null || filter.q !== '',
    setState: (state: ShownState | null) => void setFilter({ state }),
    setQuery: (q: string) => void setFilter({ q: withoutSecrets(q) || null }),
    clear: () => void setFilter({ state: null, q: null }),
  }
}

type Choice = ShownState | 'all'

const OPTIONS: readonly { value: Choice; label: string }[] = [
  { value: 'all', label: 'Any state' },
  { value: 'active', label: 'Active' },
  { value: 'disabled', label: 'Disabled' },
  { value: 'expired', label: 'Expired' },
  { value: 'revoked', label: 'Revoked' },
]

export function KeyFilters({ filter, isFiltered, setState, setQuery, clear }: ReturnType<typeof useKeyFilter>) {
  return (
    <search className="mb-4 flex flex-wrap items-center gap-2">
      <TextInput
        type="search"
        aria-label="Filter keys"
        placeholder="Name, owner or last four"
        value={filter.q}
        onChange={(event) => setQuery(event.target.value)}
        className="w-64 max-sm:w-full"
      />
      <Select<Choice>
        label="State"
        options={OPTIONS}
        value={filter.state ?? 'all'}
        onChange={(choice) => setState(choice === 'all' ? null : choice)}
        className="w-36"
      />
      {isFiltered ? (
        <Button variant="quiet" onClick={clear}>
          Clear filters
        </Button>
      ) : null}
    </search>
  )
}
