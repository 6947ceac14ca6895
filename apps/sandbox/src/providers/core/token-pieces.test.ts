import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countTokens, splitPieces } from './token-pieces.ts'

test('the pieces of any text join to the same text, so a stream loses nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(splitPieces(text).join('')).toBe(text)
    }),
  )
})

test('a token count is the number of pieces, so stream and plain usage agree', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(countTokens(text)).toBe(splitPieces(text).length)
    }),
  )
})
