import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateArithmetic } from './evaluate-arithmetic.ts'

test.each([
  ['what is 17*23', 391],
  ['What is 2 + 3 * 4?', 14],
  ['(2 + 3) * 4', 20],
  ['12 plus 30 divided by 3', 22],
  ['what is 1,200 times 3?', 3600],
  ['2^3^2', 512],
  ['0.1 + 0.2', 0.3],
  ['-4 * -2', 8],
])('%s has its mathematical result', (sentence, result) => {
  expect(evaluateArithmetic(sentence)?.result).toBe(result)
})

test.each(['tell me a story', 'I have 3 apples', '1 / 0', '((', '5 +'])(
  '%s is no expression with a result',
  (sentence) => {
    expect(evaluateArithmetic(sentence)).toBeNull()
  },
)

test('any sum and product of integers is exact', () => {
  const integer = fc.integer({ min: 0, max: 100_000 })
  fc.assert(
    fc.property(integer, integer, integer, (first, second, third) => {
      expect(evaluateArithmetic(`what is ${first} + ${second} * ${third}?`)?.result).toBe(first + second * third)
    }),
  )
})
