/** The largest groups of a breakdown and the rest. Guarantee: rows and rest together are the total exactly. */
import type { GroupSums } from '@turnpike/activity/core/to-usage-report'
import { addUsd, type NanoUsd, subtractUsd } from '@turnpike/kernel/money'

export type TopGroup = { group: string; name: string; amount: NanoUsd }
export type TopGroups = { rows: TopGroup[] /** `null` when every group has a row. */; other: NanoUsd | null }

export const TOP_ROWS = 5

/** By spend; groups that cost nothing have no row. */
export function topGroups(groups: readonly GroupSums[], total: NanoUsd, nameOf: (group: string) => string): TopGroups {
  const spending = groups
    .flatMap(({ group, costNanoUsd: amount }) => (group === null || amount === 0n ? [] : [{ group, amount }]))
    .toSorted((first, second) => compare(second.amount, first.amount) || (first.group < second.group ? -1 : 1))
  const rows = spending.slice(0, TOP_ROWS).map(({ group, amount }) => ({ group, name: nameOf(group), amount }))
  const other = subtractUsd(total, addUsd(...rows.map(({ amount }) => amount)))
  return { rows, other: other === 0n ? null : other }
}

const compare = (first: bigint, second: bigint): number => (first < second ? -1 : first > second ? 1 : 0)
