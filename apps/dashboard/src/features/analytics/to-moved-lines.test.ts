import type { MovedPart } from '@turnpike/activity/core/what-moved'
import { addUsd, nanoUsd, parseUsd, ZERO_USD } from '@turnpike/kernel/money'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toMovedLines } from './to-moved-lines.ts'

const usd = (text: string) => parseUsd(text) ?? ZERO_USD
const moved = (amounts: string[]) => {
  const parts = amounts.map((text, index): MovedPart => {
    const amount = usd(text)
    const cause = (['volume', 'size', 'price'] as const)[index]
    return cause ? { cause, amount } : { cause: 'new', group: `model-${index}`, amount }
  })
  return toMovedLines({ change: addUsd(...parts.map(({ amount }) => amount)), parts }, 'model', {})
}

it('the fixture: +$1.10, +$0.83, −$0.15 and a new model are +$2.48', () => {
  const { lines, change } = moved(['1.1012', '0.8277', '-0.1531', '0.699878'])
  expect(lines.map(({ label, text }) => [label, text])).toEqual([
    ['More requests', '+$1.10'],
    ['Longer requests (tokens per call)', '+$0.83'],
    ['Price, mix inside a model, caching', '−$0.15'],
    ['New: model-3', '+$0.70'],
  ])
  expect(change.text).toBe('+$2.48')
})

it('what is under a cent is shown with its digits, and what is under those is said to be', () => {
  expect(moved(['0.0042', '-0.0001', '0']).lines.map(({ text }) => text)).toEqual(['+$0.0042', '−$0.0001'])
  expect(moved(['3', '0.0004', '-0.0003']).lines.map(({ text }) => text)).toEqual(['+$3.00', '+<$0.01', '−<$0.01'])
})

it('shown parts add up to the shown change', () => {
  const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }).map((nano) => nanoUsd(nano))
  const toNano = (text: string) =>
    text.includes('<') ? 0n : (parseUsd(text.replace('−', '-').replace(/[+$,]/g, '')) ?? 1n)
  fc.assert(
    fc.property(fc.array(amount, { minLength: 3, maxLength: 8 }), (amounts) => {
      const parts = amounts.map((each, index): MovedPart => ({ cause: 'new', group: `m${index}`, amount: each }))
      const { lines, change } = toMovedLines({ change: addUsd(...amounts), parts }, 'model', {})
      const sum = lines.reduce((total, { text }) => total + toNano(text), 0n)
      expect(sum).toBe(toNano(change.text))
    }),
  )
})
