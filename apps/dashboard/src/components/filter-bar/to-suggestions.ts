/** What the filter field offers for what was typed: names, then values, then the text itself, or the request of an id. */
import { FILTER_NAMES, type FilterName } from '@turnpike/activity/core/activity-filters'
import { idTimeMs } from '@turnpike/kernel/ids'
import type { ActivityAddress } from '../activity-address.ts'

/** `requests` is how many of the range have the value; null when that is not known. */
export type KnownValue = { name: FilterName; value: string; label: string; requests: number | null }

export type Suggestion =
  | { kind: 'name'; id: string; name: FilterName; text: string; count: number | null }
  | { kind: 'value'; id: string; name: FilterName; value: string; text: string; count: number | null }
  | { kind: 'text'; id: string; value: string; text: string; count: null }
  | { kind: 'request'; id: string; value: string; text: string; count: null }

const MOST_VALUES = 50
/** "model: gpt", "status:!refused". */
const NAMED = /^([a-z]+)\s*:\s*(!?)(.*)$/i

export function toSuggestions(typed: string, known: readonly KnownValue[], address: ActivityAddress): Suggestion[] {
  const text = typed.trim()
  if (idTimeMs('generation', text) !== null)
    return [{ kind: 'request', id: 'request', value: text, text: `Open request ${text}`, count: null }]
  const [, nameText = '', negation = '', valueText = ''] = NAMED.exec(text) ?? []
  const name = FILTER_NAMES.find((candidate) => candidate === nameText.toLowerCase())
  if (name) return valuesOf(name, valueText, negation, known, address)
  return [
    ...namesFor(text, known),
    ...(text === '' ? [] : FILTER_NAMES.flatMap((candidate) => valuesOf(candidate, text, '', known, address))),
    ...(text === ''
      ? []
      : [{ kind: 'text' as const, id: 'text', value: text, text: `Text contains “${text}”`, count: null }]),
  ].slice(0, MOST_VALUES)
}

const namesFor = (text: string, known: readonly KnownValue[]): Suggestion[] =>
  FILTER_NAMES.filter((name) => name.startsWith(text.toLowerCase()) && known.some((value) => value.name === name)).map(
    (name) => ({ kind: 'name', id: `name ${name}`, name, text: `${name}:`, count: null }),
  )

function valuesOf(
  name: FilterName,
  text: string,
  negation: string,
  known: readonly KnownValue[],
  address: ActivityAddress,
): Suggestion[] {
  const wanted = text.trim().toLowerCase()
  return known
    .filter((value) => value.name === name && !address[name].includes(negation + value.value))
    .filter(({ label, value }) => label.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted))
    .slice(0, MOST_VALUES)
    .map(({ value, label, requests }) => ({
      kind: 'value',
      id: `value ${name} ${negation}${value}`,
      name,
      value: negation + value,
      text: `${name} ${negation === '' ? 'is' : 'is not'} ${label}`,
      count: requests,
    }))
}
