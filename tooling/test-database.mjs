/** A Postgres that lives as long as the tests: a cluster in a temporary folder with a template that has all migrations. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { acceptsConnections, applyMigrations, ensureDatabase } from './database.mjs'
import { findFreePorts } from './ports.mjs'
import { prepareCluster, removeCluster, toPostgresService } from './postgres.mjs'
import { createSupervisor } from './supervisor.mjs'

const TEMPLATE = 'turnpike_template'

/**
 * @param {import('./run-command.mjs').CommandOptions} options
 * @returns {Promise<{ templateUrl: string, close: () => Promise<void> }>} `templateUrl` is the value of TEST_DATABASE_URL
 */
export async function startTestDatabase(options) {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'turnpike-test-'))
  // The server does not run as root, so its user must be able to pass.
  chmodSync(dataDir, 0o711)
  const supervisor = createSupervisor({
    onLine: () => undefined,
    onNews: (sentence) => process.stderr.write(`! ${sentence}\n`),
  })
  const close = async () => {
    await supervisor.stop()
    removeCluster(dataDir)
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    const [port = 0] = await findFreePorts(1)
    const password = 'test'
    const server = `postgresql://postgres:${password}@127.0.0.1:${port}`
    const cluster = await prepareCluster({
      dataDir,
      password,
      durable: false,
      ...(options.signal && { signal: options.signal }),
    })
    await supervisor.start(
      toPostgresService(cluster, { port, isReady: () => acceptsConnections(`${server}/postgres`) }),
    )
    await ensureDatabase(`${server}/postgres`, TEMPLATE)
    await applyMigrations(`${server}/${TEMPLATE}`, options)
    return { templateUrl: `${server}/${TEMPLATE}`, close }
  } catch (error) {
    await close()
    throw error
  }
}
