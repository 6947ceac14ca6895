import { systemIds } from '@turnpike/kernel/ids'
import { expect, it } from 'vitest'
import { parseActivityAddress } from '../activity-address.ts'
import { type KnownValue, toSuggestions } from './to-suggestions.ts'

const KNOWN: KnownValue[] = [
  { name: 'model', value: 'a/model-1', label: 'a/model-1', requests: 12 },
  { name: 'model', value: 'b/model-big', label: 'b/model-big', requests: 3 },
  { name: 'key', value: 'key_1', label: 'ci-runner (revoked)', requests: 0 },
  { name: 'status', value: 'refused', label: 'refused', requests: 2 },
]
const NOTHING = parseActivityAddress({})
const texts = (typed: string, address = NOTHING) => toSuggestions(typed, KNOWN, address).map(({ text }) => text)

it('an empty field offers the names that have values', () => {
  expect(texts('')).toEqual(['model:', 'key:', 'status:'])
})

it('a name with a colon offers its values, those that are filtered already left out', () => {
  expect(texts('model:')).toEqual(['model is a/model-1', 'model is b/model-big'])
  expect(texts('model: big')).toEqual(['model is b/model-big'])
  expect(texts('model:', parseActivityAddress({ model: 'a/model-1' }))).toEqual(['model is b/model-big'])
})

it('an exclamation mark before a value excludes it', () => {
  const [suggestion] = toSuggestions('status:!ref', KNOWN, NOTHING)
  expect(suggestion).toMatchObject({ kind: 'value', name: 'status', value: '!refused', text: 'status is not refused' })
})

it('any other text is looked for in names, values and, at last, in the requests themselves', () => {
  expect(texts('runner')).toEqual(['key is ci-runner (revoked)', 'Text contains “runner”'])
  expect(texts('mod')).toEqual(['model:', 'model is a/model-1', 'model is b/model-big', 'Text contains “mod”'])
})

it('a pasted id opens its request', () => {
  const id = systemIds.next('generation')
  expect(toSuggestions(` ${id} `, KNOWN, NOTHING)).toMatchObject([{ kind: 'request', value: id }])
})
