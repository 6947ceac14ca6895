/**
 * The simulator's tokenizer. Guarantees: joining the pieces gives the text back, and a token count is always the
 * number of pieces, so a stream and a plain answer report the same usage.
 */

/** Words of up to eight letters (with their leading space), numbers of up to three digits, punctuation, white space. */
const PIECE = / ?\p{L}[\p{L}\p{M}]{0,7}| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]{1,4}|\s{1,8}/gu

export const splitPieces = (text: string): string[] => text.match(PIECE) ?? []

/** One piece after the other, for prompts too long to hold all pieces at once. */
export function* iteratePieces(text: string): Generator<string> {
  const pattern = new RegExp(PIECE)
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) yield match[0]
}

export function countTokens(text: string): number {
  let count = 0
  for (const _piece of iteratePieces(text)) count++
  return count
}
