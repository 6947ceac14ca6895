/**
 * Bounds on a JSON text, checked before it is parsed: how deep it nests and how many names and elements it holds.
 * Linear: strings, which are nearly all of a large request, are jumped over.
 */
export type JsonBounds = { maxDepth: number; maxItems: number }

export type JsonExcess = 'depth' | 'items' | null

const QUOTE = 34
const COMMA = 44
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125

export function scanJson(text: string, bounds: JsonBounds): JsonExcess {
  let depth = 0
  let items = 0
  for (let position = 0; position < text.length; position++) {
    const character = text.charCodeAt(position)
    if (character === QUOTE) position = endOfString(text, position)
    else if (character === OPEN_BRACE || character === OPEN_BRACKET) {
      depth += 1
      items += 1
      if (depth > bounds.maxDepth) return 'depth'
    } else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) depth -= 1
    else if (character === COMMA) items += 1
    if (items > bounds.maxItems) return 'items'
  }
  return null
}

/** The place of the closing quote; the end of the text when there is none. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0
  while (text.charAt(quote - 1 - backslashes) === '\\') backslashes += 1
  return backslashes % 2 === 1
}
