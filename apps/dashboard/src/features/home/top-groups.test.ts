import { NO_USAGE_FIGURES } from '@turnpike/activity/core/to-usage-report'
import { nanoUsd } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import { topGroups } from './top-groups.ts'

const group = (name: string, cost: bigint) => ({ ...NO_USAGE_FIGURES, group: name, costNanoUsd: nanoUsd(cost) })

it('five rows and the rest add up to the total, to the nano-dollar', () => {
  const groups = [3n, 7n, 1n, 9n, 0n, 2n, 5n].map((cost, index) => group(`m${index}`, cost))
  const { rows, other } = topGroups(groups, nanoUsd(27n), (name) => name.toUpperCase())
  expect(rows.map(({ name, amount }) => [name, amount])).toEqual([
    ['M3', 9n],
    ['M1', 7n],
    ['M6', 5n],
    ['M0', 3n],
    ['M5', 2n],
  ])
  expect(other).toBe(1n)
})

it('there is no rest where every group has a row', () => {
  expect(topGroups([group('a', 4n)], nanoUsd(4n), String).other).toBeNull()
  expect(topGroups([], nanoUsd(0n), String)).toEqual({ rows: [], other: null })
})
