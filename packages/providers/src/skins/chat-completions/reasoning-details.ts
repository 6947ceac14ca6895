/** Reasoning of one event or one answer in the `reasoning_details` form, put together where it came in pieces. */
import type { JsonObject } from '@turnpike/kernel/json'

/** A provider that gives text only gets a detail made of it, so that clients find both forms. */
export const detailsOf = (text: string, details: readonly JsonObject[]): JsonObject[] =>
  details.length > 0 || text === '' ? [...details] : [{ type: 'reasoning.text', text, format: 'unknown', index: 0 }]

/** Pieces of one type and index are one detail; texts add up, anything else is kept as it came last. */
export function appendDetails(known: readonly JsonObject[], more: readonly JsonObject[]): JsonObject[] {
  const merged = [...known]
  for (const detail of more) {
    const last = merged.at(-1)
    if (last && last.type === detail.type && last.index === detail.index && CONTINUED.has(String(detail.type))) {
      merged[merged.length - 1] = join(last, detail)
    } else merged.push(detail)
  }
  return merged
}

const CONTINUED = new Set(['reasoning.text', 'reasoning.summary'])

function join(first: JsonObject, second: JsonObject): JsonObject {
  const joined: JsonObject = { ...first, ...second }
  for (const name of ['text', 'summary']) {
    const texts = [first[name], second[name]].filter((text) => typeof text === 'string')
    if (texts.length > 0) joined[name] = texts.join('')
  }
  return joined
}
