/**
 * Ceilings → what a member sees of them. Guarantees: Spendable is the lowest ceiling, whoever looks; the figures of the
 * balance and of budgets are given only to roles that may see them.
 */
import { type Ceiling, lowestCeiling } from '@turnpike/billing/core/ceiling'
import { can, type Role } from '@turnpike/identity/core/permissions'
import { invariant } from '@turnpike/kernel/invariant'
import { NANO_PER_USD, type NanoUsd } from '@turnpike/kernel/money'

export type ShownCeiling = Pick<Ceiling, 'limitSource' | 'period' | 'free' | 'resetsAt'> & {
  /** Null where the viewer may know what is left and no more. */
  figures: { limit: NanoUsd; used: NanoUsd; reserved: NanoUsd } | null
}

export type LimitAlert = {
  /** `refusing`: nothing that costs money gets through. `warning`: little is left. */
  level: 'refusing' | 'warning'
  ceiling: ShownCeiling
}

export type Spendable = {
  /** The ceiling that decides. */
  lowest: ShownCeiling
  /** Those that the viewer may see, the lowest first. */
  ceilings: ShownCeiling[]
  alert: LimitAlert | null
}

/** `ceilings` as `readCeilings` gives them: the balance is always among them. */
export function toSpendable(ceilings: readonly Ceiling[], role: Role): Spendable {
  const lowest = lowestCeiling(ceilings)
  invariant(lowest !== null, 'the balance is always a ceiling')
  const sorted = ceilings.toSorted((first, second) =>
    first.free < second.free ? -1 : first.free > second.free ? 1 : 0,
  )
  const tight = sorted.find(isUsedUp) ?? sorted.find(isNearlyUsedUp)
  return {
    lowest: toShown(lowest, role),
    ceilings: sorted
      .filter((ceiling) => ceiling === lowest || maySee(ceiling, role))
      .map((each) => toShown(each, role)),
    alert: tight ? { level: isUsedUp(tight) ? 'refusing' : 'warning', ceiling: toShown(tight, role) } : null,
  }
}

const maySee = (ceiling: Ceiling, role: Role): boolean =>
  can(role, ceiling.limitSource === 'balance' ? 'balance:read' : 'limits:read')

function toShown(ceiling: Ceiling, role: Role): ShownCeiling {
  const { limitSource, period, free, resetsAt, limit, used, reserved } = ceiling
  return { limitSource, period, free, resetsAt, figures: maySee(ceiling, role) ? { limit, used, reserved } : null }
}

/** An organization that never had credit has not run out of it. */
const isUsedUp = ({ limitSource, free, limit }: Ceiling): boolean =>
  free <= 0n && (limitSource !== 'balance' || limit > 0n)

const NEARLY = 10n

/** A tenth of a budget is left; of the balance, less than a tenth of all credit ever bought and less than a dollar. */
const isNearlyUsedUp = ({ limitSource, free, limit }: Ceiling): boolean =>
  limit > 0n && free * NEARLY <= limit && (limitSource !== 'balance' || free < NANO_PER_USD)
