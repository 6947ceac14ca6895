'use client'
import type { FilterName } from '@turnpike/activity/core/activity-filters'
import type { ActivityUrl } from '../use-activity-url.ts'
import type { KnownValue } from './to-suggestions.ts'

type FilterChipProps = { name: FilterName; activity: ActivityUrl; known: readonly KnownValue[] }

/** One filter: name, operator, values. The operator flips between "is" and "is not"; each value can be taken out. */
export function FilterChip({ name, activity, known }: FilterChipProps) {
  const values = activity.address[name]
  return (
    <fieldset className="inline-flex min-h-7 max-w-full flex-wrap items-center gap-x-1 rounded-control border border-line-strong bg-surface pl-2 text-data">
      <legend className="sr-only">Filter {name}</legend>
      <span>{name}</span>
      {values.map((value) => (
        <ChipValue
          key={value}
          value={value}
          name={name}
          label={labelOf(name, value.replace(/^!/, ''), known)}
          onFlip={() => activity.setFilter(name, replaceValue(values, value, flip(value)))}
          onRemove={() => activity.setFilter(name, replaceValue(values, value, null))}
        />
      ))}
    </fieldset>
  )
}

type ChipValueProps = { value: string; name: string; label: string; onFlip: () => void; onRemove: () => void }

function ChipValue({ value, name, label, onFlip, onRemove }: ChipValueProps) {
  const isExcluded = value.startsWith('!')
  return (
    <span className="inline-flex min-w-0 items-center">
      <button
        type="button"
        onClick={onFlip}
        aria-label={`${name} ${isExcluded ? 'is not' : 'is'} ${label}, switch to ${isExcluded ? 'is' : 'is not'}`}
        className="min-h-6 min-w-6 shrink-0 rounded-control px-1 text-ink-2 hover:bg-sunken"
      >
        {isExcluded ? 'is not' : 'is'}
      </button>
      <span className="min-w-0 truncate font-medium">{label}</span>
      <button
        type="button"
        aria-label={`Remove filter ${name} ${label}`}
        onClick={onRemove}
        className="size-6 shrink-0 rounded-control text-ink-3 hover:bg-sunken hover:text-ink"
      >
        ×
      </button>
    </span>
  )
}

const flip = (value: string): string => (value.startsWith('!') ? value.slice(1) : `!${value}`)

const replaceValue = (values: readonly string[], from: string, to: string | null): string[] => [
  ...new Set(values.flatMap((value) => (value === from ? (to ?? []) : value))),
]

const labelOf = (name: FilterName, value: string, known: readonly KnownValue[]): string =>
  known.find((candidate) => candidate.name === name && candidate.value === value)?.label ?? value
