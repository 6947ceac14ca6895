/** Talking to the database before the apps do: does it answer, does it need migrations. */
import { globSync } from 'node:fs'
import { Problem } from './problem.mjs'
import { inRepository } from './repository.mjs'
import { runOrFail } from './run-command.mjs'

const CONNECT_TIMEOUT_MS = 5_000

/** @param {string} connectionString */
async function connect(connectionString) {
  // Loaded late: it comes with the install this process may just have made.
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, query_timeout: 30_000 })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** @param {string} connectionString @param {string} database */
export function withDatabase(connectionString, database) {
  const url = new URL(connectionString)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.toString()
}

/** The address without user, password and parameters. @param {string} connectionString */
export function withoutCredentials(connectionString) {
  const url = new URL(connectionString)
  return `${url.protocol}//${url.host}${url.pathname}`
}

/** @param {string} connectionString @param {string} sql @param {unknown[]} [values] @returns {Promise<any[]>} */
export async function queryOnce(connectionString, sql, values = []) {
  const client = await connect(connectionString)
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** @param {string} connectionString @returns {Promise<boolean>} whether a connection is accepted; wrong passwords throw */
export async function acceptsConnections(connectionString) {
  try {
    await queryOnce(connectionString, 'select 1')
    return true
  } catch (error) {
    if (codeOf(error) === '28P01') throw error
    return false
  }
}

/**
 * Proves that the given database answers. One that does not exist yet is fine: the migrations create it.
 * @param {string} connectionString
 */
export async function assertReachable(connectionString) {
  try {
    await queryOnce(connectionString, 'select 1')
  } catch (error) {
    const code = codeOf(error)
    if (code === '3D000') return
    const where = withoutCredentials(connectionString)
    if (code === '28P01' || code === '28000')
      throw new Problem(`The database at ${where} refuses the user or password: correct DATABASE_URL.`)
    const why = code || (error instanceof Error ? error.message : String(error))
    throw new Problem(`The database at ${where} does not answer (${why}): start it or correct DATABASE_URL.`)
  }
}

/** @param {string} connectionString @param {string} database */
export async function ensureDatabase(connectionString, database) {
  const found = await queryOnce(connectionString, 'select 1 from pg_database where datname = $1', [database])
  if (found.length === 0) await queryOnce(connectionString, `create database "${database.replaceAll('"', '""')}"`)
}

/**
 * Whether `migrate deploy` would have nothing to do: every migration of the checkout is recorded as finished, and none
 * is recorded as begun and neither finished nor rolled back.
 * @param {{ inCheckout: string[], recorded: { migration_name: string, finished_at: unknown, rolled_back_at: unknown }[] }} input
 */
export function areMigrationsApplied({ inCheckout, recorded }) {
  const standing = recorded.filter((row) => row.rolled_back_at === null)
  const finished = new Set(standing.filter((row) => row.finished_at !== null).map((row) => row.migration_name))
  return standing.every((row) => row.finished_at !== null) && inCheckout.every((name) => finished.has(name))
}

/** @param {string} connectionString */
export async function isSchemaCurrent(connectionString) {
  const inCheckout = globSync('*/migration.sql', { cwd: inRepository('prisma', 'migrations') }).map(
    (file) => file.split(/[\\/]/)[0] ?? '',
  )
  try {
    const recorded = await queryOnce(
      connectionString,
      'select migration_name, finished_at, rolled_back_at from _prisma_migrations',
    )
    return areMigrationsApplied({ inCheckout, recorded })
  } catch (error) {
    // No such table, or no such database: nothing was ever applied.
    if (codeOf(error) === '42P01' || codeOf(error) === '3D000') return false
    throw error
  }
}

/** @param {string} connectionString @param {import('./run-command.mjs').CommandOptions} options */
export async function applyMigrations(connectionString, options) {
  await runOrFail(
    'The database could not be brought up to date',
    process.execPath,
    [inRepository('tooling', 'prisma.mjs'), 'migrate', 'deploy'],
    {
      ...options,
      env: { ...(options.env ?? process.env), DATABASE_URL: connectionString },
    },
  )
}
