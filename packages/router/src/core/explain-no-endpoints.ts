import type { RemovedRecord } from '@turnpike/contracts/activity/generation-detail'
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { FILTERS } from './filter-endpoints.ts'
import type { ResolvedModel } from './resolve-models.ts'

const NAMED_PROVIDERS = 4

/** The failure when nothing is left: which filters removed whom, and which settings are behind them. */
export function explainNoEndpoints(models: readonly ResolvedModel[], removed: readonly RemovedRecord[]): Failure {
  const modelIds = models.map(({ model }) => model.id)
  const byFilter = Map.groupBy(removed, (record) => record.filter)
  const causes = [...byFilter].map(([filter, records]) => describeCause(filter, records))
  const message = `No provider is left for ${modelIds.join(', ')}. ${causes.join(' ')}`
  const removedPerFilter = [...byFilter].map(([filter, records]) => [
    filter,
    records.map((record) => record.endpointId),
  ])
  return failure('no_endpoints', message.trim(), {
    metadata: {
      models: modelIds,
      excluded_by: [...byFilter.keys()],
      removed: Object.fromEntries(removedPerFilter),
      settings: Object.fromEntries([...byFilter.keys()].map((filter) => [filter, settingOf(filter)])),
    },
  })
}

function describeCause(filter: string, records: readonly RemovedRecord[]): string {
  const names = [...new Set(records.map((record) => record.providerName))]
  const more = names.length > NAMED_PROVIDERS ? ` and ${names.length - NAMED_PROVIDERS} more` : ''
  const shown = names.slice(0, NAMED_PROVIDERS).join(', ')
  return `${filter} removed ${shown}${more}: ${records[0]?.reason ?? ''} Change ${settingOf(filter)}.`
}

const settingOf = (name: string): string => FILTERS.find((filter) => filter.name === name)?.setting ?? name
