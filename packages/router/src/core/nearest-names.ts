import { compareText } from './compare-text.ts'

const SUGGESTIONS = 3
/** Names longer than this are cut before they are compared, so that a hostile one costs no time. */
const COMPARED_CHARACTERS = 80

/** Up to three of `names` that somebody who wrote `wanted` may have meant, the likeliest first. */
export function nearestNames(wanted: string, names: Iterable<string>): string[] {
  const text = wanted.slice(0, COMPARED_CHARACTERS)
  return [...names]
    .map((name) => ({ name, distance: distanceOfNames(text, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, name.length / 3))
    .sort((first, other) => first.distance - other.distance || compareText(first.name, other.name))
    .slice(0, SUGGESTIONS)
    .map(({ name }) => name)
}

/** The author may be missing or wrong, so the part after the slash counts as much as the whole. */
const distanceOfNames = (wanted: string, name: string): number =>
  Math.min(editDistance(wanted, name), editDistance(lastPart(wanted), lastPart(name)))

const lastPart = (name: string): string => name.slice(name.indexOf('/') + 1)

/** Levenshtein: how many characters must be added, removed or replaced. */
function editDistance(first: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [line, character] of [...first].entries()) {
    const next = [line + 1]
    for (const [column, otherCharacter] of [...other].entries()) {
      const replaced = (row[column] ?? 0) + (character === otherCharacter ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
