import { buildCatalog, type CatalogRows } from '@turnpike/catalog/core/catalog'
import { type ModelRow, modelRowSchema } from '@turnpike/catalog/core/model-row'
import { readCatalogRows } from '@turnpike/catalog/rows/read-rows'
import { sampleProvider } from '@turnpike/catalog/testing/sample-provider'
import { prisma, sql } from '@turnpike/db/client'
import { type Notification, notify, subscribe } from '@turnpike/db/notifications'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadCatalog } from './load-catalog.ts'
import { saveCatalog } from './save-catalog.ts'

const FIRST_MS = Date.parse('2026-08-01T12:00:00Z')
const LATER_MS = Date.parse('2026-08-02T12:00:00Z')
const NEXT_YEAR_MS = Date.parse('2027-08-01')

const JANUARY = { effectiveFrom: '2026-01-01', input: '1', output: '2' }
const ENDPOINT = 'acme/lab/one'

const provider = sampleProvider('acme')

const abilities = {
  contextTokens: 128_000,
  maxOutputTokens: null,
  inputModalities: ['text'],
  outputModalities: ['text'],
  supportedParameters: ['temperature'],
}

const model = (id: string, prices: object[] = [JANUARY], name = id): ModelRow =>
  modelRowSchema.parse({
    id,
    name,
    releasedOn: '2026-01-01',
    ...abilities,
    tokenizer: 'Other',
    huggingFaceId: null,
    endpoints: [
      { id: `acme/${id}`, provider: 'acme', upstreamModel: id, ...abilities, quantization: 'unknown', prices },
    ],
  })

const rowsOf = (...models: ModelRow[]): CatalogRows => ({ providers: [provider], models })

let test: TestDatabase
beforeEach(async () => {
  test = await createTestDatabase()
})
afterEach(() => test.close())

/** What a write would change even when it writes the same: the transaction that last wrote each row. */
const writersOfRows = () =>
  prisma(test.database).$queryRaw(sql`
    SELECT id, xmin::text FROM catalog_provider UNION ALL SELECT id, xmin::text FROM catalog_model
    UNION ALL SELECT id, xmin::text FROM catalog_endpoint UNION ALL SELECT id, xmin::text FROM price_version ORDER BY 1, 2`)

describe('the stored catalogue', () => {
  it('is the catalogue of the rows, to the last price', async () => {
    const rows = await readCatalogRows()
    if (!rows.ok) throw new Error(rows.error.join('\n'))
    expect(await saveCatalog(test.database, rows.value, FIRST_MS)).toMatchObject({ ok: true })
    const [loaded, built] = [await loadCatalog(test.database, FIRST_MS), buildCatalog(rows.value, FIRST_MS)]
    expect(loaded.models).toEqual(built.models)
    expect(loaded.providers).toEqual(built.providers)
    expect(loaded.endpoints).toEqual(built.endpoints)
    expect(loaded.validUntilMs).toBe(built.validUntilMs)
  })

  it('is not written again when nothing changed, nor are the gateways told', async () => {
    const heard: Notification[] = []
    const marker: Notification = { topic: 'key_changed', keyId: 'marker' }
    const markerHeard = Promise.withResolvers<void>()
    const subscription = await subscribe(test.connectionString, {
      onNotification: (notification) => {
        heard.push(notification)
        if (notification.topic === 'key_changed') markerHeard.resolve()
      },
      onReconnect: () => undefined,
    })
    const first = await saveCatalog(test.database, rowsOf(model('lab/one')), FIRST_MS)
    expect(first).toEqual({ ok: true, value: { models: 1, endpoints: 1, providers: 1, changed: 4 } })
    const before = await writersOfRows()
    const second = await saveCatalog(test.database, rowsOf(model('lab/one')), LATER_MS)
    expect(second).toMatchObject({ ok: true, value: { changed: 0 } })
    expect(await writersOfRows()).toEqual(before)
    await notify(test.database, marker)
    await markerHeard.promise
    await subscription.close()
    expect(heard).toEqual([{ topic: 'catalog_changed' }, marker])
  })

  it('retires what is missing, keeps its rows, and takes it back when it returns', async () => {
    await saveCatalog(test.database, rowsOf(model('lab/one'), model('lab/two')), FIRST_MS)
    await saveCatalog(test.database, rowsOf(model('lab/one')), LATER_MS)
    const without = await loadCatalog(test.database, LATER_MS)
    expect([...without.models.keys()]).toEqual(['lab/one'])
    expect([...without.endpoints.keys()]).toEqual([ENDPOINT])
    expect(await prisma(test.database).priceVersion.count()).toBe(2)
    const back = await saveCatalog(test.database, rowsOf(model('lab/one'), model('lab/two')), LATER_MS)
    expect(back).toMatchObject({ ok: true, value: { changed: 2 } })
    expect([...(await loadCatalog(test.database, LATER_MS)).models.keys()]).toEqual(['lab/one', 'lab/two'])
  })

  it('takes over what changed in a row', async () => {
    await saveCatalog(test.database, rowsOf(model('lab/one')), FIRST_MS)
    const renamed = await saveCatalog(test.database, rowsOf(model('lab/one', [JANUARY], 'New name')), LATER_MS)
    expect(renamed).toMatchObject({ ok: true, value: { changed: 1 } })
    expect((await loadCatalog(test.database, LATER_MS)).models.get('lab/one')?.name).toBe('New name')
  })

  it('adds a price beside the old one and charges it from its day on', async () => {
    await saveCatalog(test.database, rowsOf(model('lab/one')), FIRST_MS)
    const before = (await loadCatalog(test.database, FIRST_MS)).endpoints.get(ENDPOINT)?.price
    const raised = { effectiveFrom: '2027-01-01', input: '1.5', output: '2' }
    await saveCatalog(test.database, rowsOf(model('lab/one', [JANUARY, raised])), LATER_MS)
    const now = await loadCatalog(test.database, LATER_MS)
    expect(now.endpoints.get(ENDPOINT)?.price).toEqual(before)
    expect(now.validUntilMs).toBe(Date.parse('2027-01-01'))
    const later = await loadCatalog(test.database, NEXT_YEAR_MS)
    expect(later.endpoints.get(ENDPOINT)?.price?.prices.input).toBe(1_500_000_000n)
  })

  it('refuses to edit or to take back a published price, and writes nothing', async () => {
    await saveCatalog(test.database, rowsOf(model('lab/one')), FIRST_MS)
    const before = await writersOfRows()
    const edited = rowsOf(model('lab/one', [{ ...JANUARY, output: '2.1' }], 'New name'), model('lab/two'))
    expect(await saveCatalog(test.database, edited, LATER_MS, { acceptPriceJumps: true })).toEqual({
      ok: false,
      error: {
        code: 'price_rewritten',
        reasons: [
          'The price of acme/lab/one from 2026-01-01 is published and cannot be edited: add one that starts later.',
        ],
      },
    })
    expect(await saveCatalog(test.database, rowsOf(model('lab/one', [])), LATER_MS)).toMatchObject({
      error: { code: 'price_rewritten', reasons: [expect.stringContaining('cannot be taken back')] },
    })
    expect(await writersOfRows()).toEqual(before)
  })

  it.each([
    ['up', { input: '5.01', output: '2' }, '$1 in, $2 out a million tokens becomes $5.01 in, $2 out a million tokens.'],
    [
      'down',
      { input: '0.19', output: '2' },
      '$1 in, $2 out a million tokens becomes $0.19 in, $2 out a million tokens.',
    ],
    ['to nothing', { free: true }, '$1 in, $2 out a million tokens becomes $0 in, $0 out a million tokens.'],
  ])('refuses a price that jumps %s until it is confirmed', async (_, price, reason) => {
    await saveCatalog(test.database, rowsOf(model('lab/one')), FIRST_MS)
    const jump = rowsOf(model('lab/one', [JANUARY, { effectiveFrom: '2026-07-01', ...price }]))
    expect(await saveCatalog(test.database, jump, LATER_MS)).toEqual({
      ok: false,
      error: { code: 'price_jump', reasons: [`${ENDPOINT} from 2026-07-01: ${reason}`] },
    })
    expect(await prisma(test.database).priceVersion.count()).toBe(1)
    expect(await saveCatalog(test.database, jump, LATER_MS, { acceptPriceJumps: true })).toMatchObject({ ok: true })
  })

  it('is saved once when two seeds start together', async () => {
    const saves = [0, 1, 2].map(() => saveCatalog(test.database, rowsOf(model('lab/one')), FIRST_MS))
    const changed = (await Promise.all(saves)).map((saved) => saved.ok && saved.value.changed)
    expect(changed.toSorted()).toEqual([0, 0, 4])
  })
})
