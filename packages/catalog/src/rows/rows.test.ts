import { describe, expect, it } from 'vitest'
import { buildCatalog, isPriced } from '../core/catalog.ts'
import { isFree } from '../core/prices.ts'
import { readCatalogRows } from './read-rows.ts'

const AFTER_EVERY_START_MS = Date.parse('2027-01-01')

async function readCatalog() {
  const read = await readCatalogRows()
  if (!read.ok) throw new Error(read.error.join('\n'))
  return buildCatalog(read.value, AFTER_EVERY_START_MS)
}

describe('the rows of the catalogue', () => {
  it('are all valid, with ids used once and providers that exist', async () => {
    expect(await readCatalogRows()).toMatchObject({ ok: true })
  })

  it('offer a choice: 14 providers, 45 models, and popular open models at three prices or more', async () => {
    const catalog = await readCatalog()
    expect(catalog.providers.size).toBeGreaterThanOrEqual(14)
    expect(catalog.models.size).toBeGreaterThanOrEqual(45)
    for (const id of ['meta-llama/llama-3.3-70b-instruct', 'openai/gpt-oss-120b', 'deepseek/deepseek-v3.2']) {
      const priced = (catalog.endpointsByModel.get(id) ?? []).filter(isPriced)
      expect(new Set(priced.map((endpoint) => endpoint.price.prices.output)).size).toBeGreaterThanOrEqual(3)
    }
  })

  it('give away exactly the models that are called :free, each by two providers', async () => {
    const catalog = await readCatalog()
    const freeModels = [...catalog.models.keys()].filter((id) => id.endsWith(':free'))
    expect(freeModels.length).toBeGreaterThanOrEqual(5)
    for (const endpoint of [...catalog.endpoints.values()].filter(isPriced)) {
      expect([endpoint.id, isFree(endpoint.price.prices)]).toEqual([endpoint.id, endpoint.modelId.endsWith(':free')])
    }
    for (const id of freeModels) {
      const providers = (catalog.endpointsByModel.get(id) ?? []).map((endpoint) => endpoint.providerId)
      expect(new Set(providers).size).toBe(2)
      expect(catalog.models.has(id.replace(':free', ''))).toBe(true)
    }
  })

  it('never claim more output than there is context', async () => {
    const catalog = await readCatalog()
    for (const endpoint of catalog.endpoints.values()) {
      expect(endpoint.maxOutputTokens ?? 0).toBeLessThanOrEqual(endpoint.contextTokens)
    }
  })
})
