import { isPriced } from '@turnpike/catalog/core/catalog'
import type { RemovedRecord } from '@turnpike/contracts/activity/generation-detail'
import { type EligibleEntry, type Entry, toRemovedRecord } from './entry.ts'
import { allowedModels } from './filters/allowed-models.ts'
import { allowedProviders } from './filters/allowed-providers.ts'
import { contextLength } from './filters/context-length.ts'
import { dataCollection } from './filters/data-collection.ts'
import type { EndpointFilter, FilterContext } from './filters/filter.ts'
import { ignore } from './filters/ignore.ts'
import { maxOutput } from './filters/max-output.ts'
import { maxPrice } from './filters/max-price.ts'
import { modalities } from './filters/modalities.ts'
import { only } from './filters/only.ts'
import { orderOnly } from './filters/order-only.ts'
import { providerReady } from './filters/provider-ready.ts'
import { quantizations } from './filters/quantizations.ts'
import { requireParameters } from './filters/require-parameters.ts'
import { tools } from './filters/tools.ts'
import { unpriced } from './filters/unpriced.ts'
import { zeroDataRetention } from './filters/zero-data-retention.ts'

/** In the order they are asked: what the server cannot do, what the account forbids, what the request rules out. */
export const FILTERS: readonly EndpointFilter[] = [
  unpriced,
  providerReady,
  allowedModels,
  allowedProviders,
  only,
  ignore,
  orderOnly,
  quantizations,
  dataCollection,
  zeroDataRetention,
  modalities,
  tools,
  contextLength,
  maxOutput,
  requireParameters,
  maxPrice,
]

export type Filtered = { eligible: EligibleEntry[]; removed: RemovedRecord[] }

/** Every entry comes out on one side: eligible, or removed by the first filter that had a reason. */
export function filterEndpoints(entries: readonly Entry[], context: FilterContext): Filtered {
  const eligible: EligibleEntry[] = []
  const removed: RemovedRecord[] = []
  for (const entry of entries) {
    const removal = findRemoval(entry, context)
    if (removal !== null) removed.push(removal)
    else if (isEligible(entry)) eligible.push(entry)
  }
  return { eligible, removed }
}

const isEligible = (entry: Entry): entry is EligibleEntry => isPriced(entry.endpoint)

function findRemoval(entry: Entry, context: FilterContext): RemovedRecord | null {
  for (const filter of FILTERS) {
    const reason = filter.reason(entry, context)
    if (reason !== null) return toRemovedRecord(entry, filter.name, reason)
  }
  return null
}
