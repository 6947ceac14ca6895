/** The catalogue of models and providers, as far as a start needs it. */
import { queryOnce } from './database.mjs'
import { inRepository } from './repository.mjs'
import { runOrFail } from './run-command.mjs'

export const providersDir = inRepository('packages', 'catalog', 'data', 'providers')
const catalogStoreDir = inRepository('packages', 'catalog-store')

/**
 * Writes the catalogue's rows into the database. Doing it again changes nothing.
 * @param {string} connectionString @param {import('./run-command.mjs').CommandOptions} options
 */
export async function loadCatalog(connectionString, options) {
  await runOrFail('The catalogue could not be loaded', process.execPath, ['src/seed.ts'], {
    ...options,
    cwd: catalogStoreDir,
    env: { ...(options.env ?? process.env), DATABASE_URL: connectionString },
  })
}

/**
 * A model that costs nothing, for the first request somebody makes.
 * @param {string} connectionString @returns {Promise<string | undefined>}
 */
export async function findFreeModel(connectionString) {
  const rows = await queryOnce(
    connectionString,
    `select id from (
       select id from catalog_model where id like '%:free' and retired_at is null
       union
       select model_id || ':free' from catalog_endpoint where id like '%:free' and model_id not like '%:free' and retired_at is null
     ) free order by id limit 1`,
  )
  return rows[0]?.id
}
