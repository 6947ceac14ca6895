/**
 * Puts eligible endpoints in the order they are tried. All endpoints of the first model come before those of the second,
 * unless the request sorts across models. `provider.order` goes before everything; what has an outage goes last.
 */
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { seededRandom } from '@turnpike/kernel/random'
import type { EligibleEntry } from './entry.ts'
import { matchesProvider } from './match-provider.ts'
import type { Candidate, PlanInput } from './plan.ts'
import type { ResolvedModel } from './resolve-models.ts'
import { SET_ASIDE_REASONS, setAsideReason } from './set-aside.ts'
import { byLatency } from './strategies/by-latency.ts'
import { byPrice } from './strategies/by-price.ts'
import { byQuality } from './strategies/by-quality.ts'
import { byThroughput } from './strategies/by-throughput.ts'
import type { RankContext, Ranked, SortName, Strategy } from './strategies/strategy.ts'
import { weighted } from './strategies/weighted.ts'

const STRATEGIES: Record<SortName, Strategy> = {
  price: byPrice,
  throughput: byThroughput,
  latency: byLatency,
  exacto: byQuality,
}

export type Ranking = { candidates: Candidate[]; strategy: string }

export function rankEndpoints(
  models: readonly ResolvedModel[],
  eligible: readonly EligibleEntry[],
  input: PlanInput,
): Ranking {
  const pools = toPools(models, eligible, input.request)
  const context: RankContext = { health: input.health, nowMs: input.nowMs, random: seededRandom(input.seed) }
  const ranked = pools.flatMap((pool) => rankPool(pool, input, context))
  return { candidates: ranked.map(toCandidate), strategy: describeStrategy(pools, input.request) }
}

/** Endpoints that compete with each other, and by which rule. */
type Pool = { entries: EligibleEntry[]; strategy: Strategy }

function toPools(
  models: readonly ResolvedModel[],
  eligible: readonly EligibleEntry[],
  request: InferenceRequest,
): Pool[] {
  const sort = readSort(request)
  if (sort.partition === 'none' && sort.by !== null) return [{ entries: [...eligible], strategy: STRATEGIES[sort.by] }]
  return models
    .map(({ model, sort: variantSort }) => {
      // The suffix stands on this very model, so it is meant more than a setting for all of them.
      const by = variantSort ?? sort.by
      const entries = eligible.filter((entry) => entry.model.id === model.id)
      return { entries, strategy: by === null ? weighted : STRATEGIES[by] }
    })
    .filter((pool) => pool.entries.length > 0)
}

function readSort({ provider }: InferenceRequest): { by: SortName | null; partition: 'model' | 'none' } {
  const { sort } = provider
  if (sort === undefined || sort === null) return { by: null, partition: 'model' }
  return typeof sort === 'string'
    ? { by: sort, partition: 'model' }
    : { by: sort.by, partition: sort.partition ?? 'model' }
}

function rankPool(pool: Pool, input: PlanInput, context: RankContext): Ranked[] {
  const { named, rest } = takeNamed(pool.entries, input.request.provider.order ?? [])
  const byReason = Map.groupBy(rest, (entry) => setAsideReason(entry, input))
  return [
    ...named.flatMap((group, position) =>
      byPrice
        .rank(group, context)
        .map(({ entry, score }) => ({ entry, score: { ...score, strategy: 'order', position } })),
    ),
    ...SET_ASIDE_REASONS.flatMap((reason) =>
      pool.strategy
        .rank(byReason.get(reason) ?? [], context)
        .map(({ entry, score }) => ({ entry, score: { ...score, setAside: reason } })),
    ),
  ]
}

/** One group of entries per name in the order; an entry goes to the first name that means it. */
function takeNamed(entries: readonly EligibleEntry[], order: readonly string[]) {
  let rest = [...entries]
  const named = order.map((reference) => {
    const group = rest.filter((entry) => matchesProvider(reference, entry))
    rest = rest.filter((entry) => !group.includes(entry))
    return group
  })
  return { named, rest }
}

function describeStrategy(pools: readonly Pool[], request: InferenceRequest): string {
  const names = new Set(pools.map((pool) => pool.strategy.name))
  const hasOrder = (request.provider.order ?? []).length > 0
  return [...(hasOrder ? ['order'] : []), ...names].join(', ')
}

const toCandidate = ({ entry, score }: Ranked): Candidate => ({ ...entry, score })
