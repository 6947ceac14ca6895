/**
 * Token counts out of what a provider says. Guarantees: a count is a whole number from 0 to a hundred million, or
 * `null`; cache reads and writes together never exceed the prompt they are part of.
 */
import type { Provider } from '@turnpike/catalog/core/catalog'
import type { ReportedUsage } from '@turnpike/contracts/inference/usage'
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { valueAt } from './json-reading.ts'

/** No answer there is takes more. A larger number is a mistake or an attack, and counts as not reported. */
const MAX_COUNT = 100_000_000

export const readCount = (value: Json | undefined): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MAX_COUNT ? value : null

type UsagePaths = Provider['response']['usagePaths']

/** The first readable count at the row's own paths, else at the protocol's. */
function readCountAt(root: JsonObject, rowPaths: readonly string[], ownPaths: readonly string[]): number | null {
  for (const path of [...rowPaths, ...ownPaths]) {
    const count = readCount(valueAt(root, path))
    if (count !== null) return count
  }
  return null
}

/** All five counts as they are said; `null` when the answer holds not a single one. */
export function readCountsAt(root: JsonObject, rowPaths: UsagePaths, ownPaths: UsagePaths): ReportedUsage | null {
  const read = (name: keyof UsagePaths) => readCountAt(root, rowPaths[name], ownPaths[name])
  const usage: ReportedUsage = {
    inputTokens: read('inputTokens'),
    outputTokens: read('outputTokens'),
    reasoningTokens: read('reasoningTokens'),
    cachedInputTokens: read('cachedInputTokens'),
    cacheWriteTokens: read('cacheWriteTokens'),
  }
  return Object.values(usage).every((count) => count === null) ? null : usage
}

/** Cache reads come first; what is left of the prompt can have been written. */
export function withinPrompt(usage: ReportedUsage): ReportedUsage {
  if (usage.inputTokens === null) return usage
  const cachedInputTokens = atMost(usage.cachedInputTokens, usage.inputTokens)
  return {
    ...usage,
    cachedInputTokens,
    cacheWriteTokens: atMost(usage.cacheWriteTokens, usage.inputTokens - (cachedInputTokens ?? 0)),
  }
}

/** The later word counts, where it can be read; a count that it leaves out or spoils stays as it was. */
export function updateUsage(known: ReportedUsage | null, said: ReportedUsage): ReportedUsage {
  if (known === null) return said
  return withinPrompt({
    inputTokens: said.inputTokens ?? known.inputTokens,
    outputTokens: said.outputTokens ?? known.outputTokens,
    reasoningTokens: said.reasoningTokens ?? known.reasoningTokens,
    cachedInputTokens: said.cachedInputTokens ?? known.cachedInputTokens,
    cacheWriteTokens: said.cacheWriteTokens ?? known.cacheWriteTokens,
  })
}

const atMost = (count: number | null, bound: number): number | null => (count === null ? null : Math.min(count, bound))

export const isSameUsage = (first: ReportedUsage | null, second: ReportedUsage): boolean =>
  first !== null &&
  first.inputTokens === second.inputTokens &&
  first.outputTokens === second.outputTokens &&
  first.reasoningTokens === second.reasoningTokens &&
  first.cachedInputTokens === second.cachedInputTokens &&
  first.cacheWriteTokens === second.cacheWriteTokens
