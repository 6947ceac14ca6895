'use client'
/**
 * The filters of a page about activity: a field that offers names, then values, and a chip for each name. `/` focuses
 * the field. Everything it holds is in the address.
 */
import { Autocomplete } from '@base-ui/react/autocomplete'
import { FILTER_NAMES, type FilterName } from '@turnpike/activity/core/activity-filters'
import { Button } from '@turnpike/ui/controls/button'
import { inputClass } from '@turnpike/ui/controls/text-input'
import { formatCount } from '@turnpike/ui/format/quantity-text'
import { Search } from 'lucide-react'
import { useRef, useState } from 'react'
import { countFilters } from '../activity-address.ts'
import type { ActivityUrl } from '../use-activity-url.ts'
import { useShortcut } from '../use-shortcut.ts'
import { FilterChip } from './filter-chip.tsx'
import { type KnownValue, type Suggestion, toSuggestions } from './to-suggestions.ts'

export type FilterBarProps = {
  activity: ActivityUrl
  /** What can be filtered by; empty until it is known. */
  known: readonly KnownValue[]
  /** The field was reached: time to ask for `known`. */
  onFocus: () => void
  /** A whole id was pasted and chosen. */
  onOpenRequest: (requestId: string) => void
}

export function FilterBar({ activity, known, onFocus, onOpenRequest }: FilterBarProps) {
  const chips = FILTER_NAMES.filter((name) => activity.address[name].length > 0)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterField activity={activity} known={known} onFocus={onFocus} onOpenRequest={onOpenRequest} />
      {chips.map((name) => (
        <FilterChip key={name} name={name} activity={activity} known={known} />
      ))}
      {activity.address.q ? <TextChip text={activity.address.q} onRemove={() => activity.setText('')} /> : null}
      {countFilters(activity.address) > 0 ? (
        <Button size="small" variant="quiet" onClick={activity.clearFilters}>
          Clear all
        </Button>
      ) : null}
    </div>
  )
}

function FilterField({ activity, known, onFocus, onOpenRequest }: FilterBarProps) {
  const [typed, setTyped] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const suggestions = toSuggestions(typed, known, activity.address)
  useShortcut('/', () => input.current?.focus())

  const choose = (suggestion: Suggestion) => {
    // Enter in the field reaches the highlighted one also while the list is closed.
    if (!isOpen) return setIsOpen(true)
    setTyped(suggestion.kind === 'name' ? `${suggestion.name}:` : '')
    setIsOpen(suggestion.kind === 'name')
    if (suggestion.kind === 'value') addValue(activity, suggestion.name, suggestion.value)
    if (suggestion.kind === 'text') activity.setText(suggestion.value)
    if (suggestion.kind === 'request') onOpenRequest(suggestion.value)
  }
  const type = (text: string) => {
    setTyped(text)
    setIsOpen(true)
  }
  return (
    // Inline, because a popup of its own would hide the rest of the page from assistive technology while it is open.
    <Autocomplete.Root
      items={suggestions}
      mode="none"
      inline
      open
      value={typed}
      onValueChange={(value, { reason }) => reason !== 'item-press' && type(value)}
      itemToStringValue={(suggestion) => suggestion.text}
      autoHighlight="always"
    >
      <div className="relative w-full sm:w-80">
        <Search aria-hidden="true" className="absolute top-2.5 left-2.5 size-4 text-ink-3" />
        <Autocomplete.Input
          ref={input}
          aria-label="Filter"
          aria-expanded={isOpen}
          placeholder="Filter by model, key, status, text or id"
          spellCheck={false}
          onFocus={() => {
            onFocus()
            setIsOpen(true)
          }}
          onClick={() => setIsOpen(true)}
          onBlur={() => setIsOpen(false)}
          onKeyDown={(event) => event.key === 'Escape' && setIsOpen(false)}
          className={`${inputClass} pr-8 pl-8`}
        />
        <span aria-hidden="true" className="absolute top-2 right-2.5 rounded-control border px-1 text-ink-3 text-meta">
          /
        </span>
        <SuggestionList isOpen={isOpen} onChoose={choose} />
      </div>
    </Autocomplete.Root>
  )
}

type SuggestionListProps = { isOpen: boolean; onChoose: (suggestion: Suggestion) => void }

function SuggestionList({ isOpen, onChoose }: SuggestionListProps) {
  return (
    <div
      hidden={!isOpen}
      className="absolute top-full z-20 mt-1 max-h-[min(22rem,50dvh)] w-full overflow-y-auto rounded-panel border border-line bg-surface py-1 shadow-overlay"
    >
      <Autocomplete.Empty className="px-3 py-1.5 text-ink-2 empty:hidden">Nothing like this.</Autocomplete.Empty>
      {/* Pressing in the list leaves the focus in the field. */}
      <Autocomplete.List aria-label="Filters" onMouseDown={(event) => event.preventDefault()}>
        {(suggestion: Suggestion) => (
          <Autocomplete.Item
            key={suggestion.id}
            value={suggestion}
            onClick={() => onChoose(suggestion)}
            className="flex cursor-default select-none items-baseline justify-between gap-4 px-3 py-1.5 outline-hidden data-highlighted:bg-accent-soft"
          >
            <span className="min-w-0 truncate">{suggestion.text}</span>
            {suggestion.count === null ? null : (
              <span className="text-ink-3 text-meta">
                <span className="sr-only">, requests: </span>
                {formatCount(suggestion.count)}
              </span>
            )}
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </div>
  )
}

/** A value and its negation do not stand together. */
function addValue({ address, setFilter }: ActivityUrl, name: FilterName, value: string): void {
  const opposite = value.startsWith('!') ? value.slice(1) : `!${value}`
  setFilter(name, [...address[name].filter((other) => other !== opposite), value])
}

function TextChip({ text, onRemove }: { text: string; onRemove: () => void }) {
  return (
    <span className="inline-flex min-h-7 max-w-full items-center gap-1 rounded-control border border-line-strong bg-surface pl-2 text-data">
      <span className="min-w-0 truncate">text contains “{text}”</span>
      <button
        type="button"
        aria-label="Remove filter text"
        onClick={onRemove}
        className="size-6 rounded-control text-ink-3 hover:bg-sunken hover:text-ink"
      >
        ×
      </button>
    </span>
  )
}
