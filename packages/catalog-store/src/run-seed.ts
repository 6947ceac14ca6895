/** Loads the rows of the catalogue into the database. What fails is told in one sentence that says what to do. */
import { readCatalogRows } from '@turnpike/catalog/rows/read-rows'
import { closeDatabase, openDatabase } from '@turnpike/db/database'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { type SavedCatalog, type SaveRefusal, type SaveSettings, saveCatalog } from './store/save-catalog.ts'

export type SeedSettings = SaveSettings & { connectionString: string; nowMs: number; folder?: URL }

/** Gives the line to print, or the sentence to fail with. */
export async function runSeed(settings: SeedSettings): Promise<Result<string, string>> {
  const rows = await readCatalogRows(settings.folder)
  if (!rows.ok) return err(`The catalogue's rows are not valid: ${rows.error.join(' ')}`)
  const database = openDatabase({ connectionString: settings.connectionString, maxConnections: 1 })
  try {
    const saved = await saveCatalog(database, rows.value, settings.nowMs, settings)
    return saved.ok ? ok(describeSaved(saved.value)) : err(describeRefusal(saved.error))
  } catch (error) {
    return err(describeDatabaseFailure(error, settings.connectionString))
  } finally {
    await closeDatabase(database)
  }
}

const describeSaved = ({ models, endpoints, providers, changed }: SavedCatalog): string =>
  `catalogue: ${models} models, ${endpoints} endpoints, ${providers} providers (${changed} changed)`

const describeRefusal = ({ code, reasons }: SaveRefusal): string =>
  code === 'price_jump'
    ? `Some prices change by more than a factor of five; if that is meant, run again with --accept-price-jumps: ${reasons.join(' ')}`
    : `Published prices cannot be rewritten: ${reasons.join(' ')}`

function describeDatabaseFailure(error: unknown, connectionString: string): string {
  const message = error instanceof Error ? error.message : ''
  const { host } = new URL(connectionString)
  if (/does not exist|P2021|42P01/.test(message)) {
    return `The database at ${host} has no catalogue tables: create it and run \`npm run db:migrate\` first.`
  }
  if (/connect|reach|ECONN|P1001|timeout/i.test(message)) {
    return `The database at ${host} cannot be reached: check that it runs and that DATABASE_URL is right.`
  }
  return `The catalogue could not be saved: ${message.trim().split('\n').at(-1) ?? 'the database failed'}`
}
