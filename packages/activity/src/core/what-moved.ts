/**
 * Why spend changed between two ranges: more requests, longer requests, or another price (also the mix inside a group
 * and caching). Spend of a group is requests × tokens per request × price per token; the change of that product is
 * split by the log-mean method (LMDI), which leaves nothing over. Groups that were charged in one range only are named
 * as new or stopped.
 *
 * Guarantee: the parts are whole nano-dollars and add up to the change exactly. The logarithms are numbers; what they
 * are rounded by goes into the price, which is the remainder of integers.
 */
import { addUsd, type NanoUsd, nanoUsd, subtractUsd, ZERO_USD } from '@turnpike/kernel/money'
import type { GroupName } from './to-usage-report.ts'
import type { UsageFigures } from './usage-figures.ts'

export type MovedFigures = Pick<UsageFigures, 'requests' | 'inputTokens' | 'outputTokens' | 'costNanoUsd'>
export type MovedGroup = MovedFigures & { group: GroupName }

export type MovedPart =
  | { cause: 'volume' | 'size' | 'price'; amount: NanoUsd }
  /** `group: null` stands for all further groups of this kind. */
  | { cause: 'new' | 'stopped'; group: GroupName; amount: NanoUsd }

export type WhatMoved = { change: NanoUsd; parts: MovedPart[] }

/** New and stopped groups that are named one by one, each. */
const MOST_NAMED = 3

/** Groups of both ranges by their name; a name occurs once in a range. */
export function whatMoved(current: readonly MovedGroup[], previous: readonly MovedGroup[]): WhatMoved {
  const used = (groups: readonly MovedGroup[]) => new Map(groups.filter(isUsed).map((group) => [group.group, group]))
  const [now, before] = [used(current), used(previous)]
  const stayed = [...now.values()].flatMap((group) => {
    const earlier = before.get(group.group)
    return earlier ? [splitChange(group, earlier)] : []
  })
  const appeared = [...now.values()].filter(({ group }) => !before.has(group))
  const vanished = [...before.values()].filter(({ group }) => !now.has(group))
  const total = (groups: ReadonlyMap<GroupName, MovedGroup>) => sumOf([...groups.values()].map(costOf))
  return {
    change: subtractUsd(total(now), total(before)),
    parts: [
      { cause: 'volume', amount: sumOf(stayed.map(({ volume }) => volume)) },
      { cause: 'size', amount: sumOf(stayed.map(({ size }) => size)) },
      { cause: 'price', amount: sumOf(stayed.map(({ price }) => price)) },
      ...nameLargest('new', appeared, costOf),
      ...nameLargest('stopped', vanished, (group) => nanoUsd(-group.costNanoUsd)),
    ],
  }
}

const costOf = ({ costNanoUsd }: MovedFigures): NanoUsd => costNanoUsd
const tokensOf = ({ inputTokens, outputTokens }: MovedFigures): bigint => inputTokens + outputTokens
const sumOf = (amounts: readonly NanoUsd[]): NanoUsd => addUsd(...amounts)

/** A group all of whose requests were refused was not used: it comes into being with its first answer. */
const isUsed = (group: MovedFigures): boolean => tokensOf(group) > 0n || group.costNanoUsd > 0n

type Effects = { volume: NanoUsd; size: NanoUsd; price: NanoUsd }

function splitChange(now: MovedFigures, before: MovedFigures): Effects {
  const change = subtractUsd(now.costNanoUsd, before.costNanoUsd)
  // From or to a price of nothing, the number and length of requests moved nothing.
  if (now.costNanoUsd <= 0n || before.costNanoUsd <= 0n) return { volume: ZERO_USD, size: ZERO_USD, price: change }
  const weight = logMean(now.costNanoUsd, before.costNanoUsd)
  const requests = logRatio(now.requests, before.requests)
  const volume = round(weight * requests)
  // Priced by the request alone, a request has no length.
  const hasTokens = tokensOf(now) > 0n && tokensOf(before) > 0n
  const size = hasTokens ? round(weight * (logRatio(tokensOf(now), tokensOf(before)) - requests)) : ZERO_USD
  return { volume, size, price: nanoUsd(change - volume - size) }
}

/** ln(now / before) of positive amounts. Near one the logarithm of the ratio would lose its digits. */
function logRatio(now: bigint, before: bigint): number {
  const growth = Number(now - before) / Number(before)
  return Math.abs(growth) < 0.5 ? Math.log1p(growth) : Math.log(Number(now)) - Math.log(Number(before))
}

/** (now − before) / ln(now / before); for equal ones they themselves. */
const logMean = (now: bigint, before: bigint): number =>
  now === before ? Number(now) : Number(now - before) / logRatio(now, before)

const round = (amount: number): NanoUsd => nanoUsd(BigInt(Math.round(amount)))

function nameLargest(
  cause: 'new' | 'stopped',
  groups: readonly MovedGroup[],
  amountOf: (group: MovedGroup) => NanoUsd,
): MovedPart[] {
  const sorted = groups
    .filter(({ costNanoUsd }) => costNanoUsd !== 0n)
    .toSorted((first, second) => (first.costNanoUsd > second.costNanoUsd ? -1 : 1))
  const named = sorted.slice(0, MOST_NAMED).map((group) => ({ cause, group: group.group, amount: amountOf(group) }))
  const rest = sorted.slice(MOST_NAMED).map(amountOf)
  return rest.length === 0 ? named : [...named, { cause, group: null, amount: sumOf(rest) }]
}
