/**
 * `npm start`: from a fresh clone to a product that answers, and back to nothing left running.
 *
 * Exit codes: 0 when it was stopped (Ctrl-C, SIGTERM) or `--check` has passed; 1 when it could not start, an app kept
 * crashing, or the stop was forced by a second Ctrl-C.
 */
import { toAppServices } from './apps.mjs'
import { findFreeModel, loadCatalog, providersDir } from './catalog.mjs'
import { prepareDataFolder } from './data-folder.mjs'
import {
  acceptsConnections,
  applyMigrations,
  assertReachable,
  ensureDatabase,
  isSchemaCurrent,
  withoutCredentials,
} from './database.mjs'
import { readProviderKeyNames, withEnvFile } from './env-file.mjs'
import { readSettings, toAppEnvironment } from './environment.mjs'
import { lockInstance } from './instance-lock.mjs'
import { formatLogLine } from './log-lines.mjs'
import { assertPortsFree } from './ports.mjs'
import { prepareCluster, stopOrphanedPostgres, toPostgresService } from './postgres.mjs'
import { buildApps, preparePackages } from './prepare.mjs'
import { Problem, printFailure } from './problem.mjs'
import { endProcess } from './processes.mjs'
import { repositoryDir } from './repository.mjs'
import { keepSecrets } from './secrets.mjs'
import { createSteps, toSeconds } from './steps.mjs'
import { listenForStop } from './stop-request.mjs'
import { createSupervisor } from './supervisor.mjs'
import { toWelcome } from './welcome.mjs'

/**
 * @typedef {import('./environment.mjs').Settings} Settings
 * @typedef {{
 *   settings: Settings,
 *   env: NodeJS.ProcessEnv,
 *   lock: import('./instance-lock.mjs').InstanceLock,
 *   steps: import('./steps.mjs').Steps,
 *   supervisor: import('./supervisor.mjs').Supervisor,
 *   stop: ReturnType<typeof listenForStop>,
 *   signal: AbortSignal,
 * }} Start `signal` ends the preparation: a stop was requested, or the start has failed
 */

const DATABASE_NAME = 'turnpike'

/** @param {string[]} args */
function readArguments(args) {
  const unknown = args.filter((word) => word !== '--check')
  if (unknown.length > 0)
    throw new Problem(`npm start does not know "${unknown.join(' ')}": use it alone, or with -- --check.`)
  return { check: args.includes('--check') }
}

/** The ports this start will listen on. @param {Settings} settings */
function wantedPorts({ ports, runsSandbox, databaseUrl }) {
  return [
    { port: ports.dashboard, wantedBy: 'the dashboard', variable: 'DASHBOARD_PORT' },
    { port: ports.gateway, wantedBy: 'the gateway', variable: 'GATEWAY_PORT' },
    ...(runsSandbox ? [{ port: ports.sandbox, wantedBy: 'the sandbox', variable: 'SANDBOX_PORT' }] : []),
    ...(databaseUrl ? [] : [{ port: ports.postgres, wantedBy: 'the embedded Postgres', variable: 'POSTGRES_PORT' }]),
  ]
}

/**
 * Ends what a start that was killed has left running: its children, as it recorded them, and its Postgres.
 * @param {Start} start
 */
async function cleanUpAfterPrevious({ settings, lock, steps }) {
  const left = lock.previous?.processes ?? []
  const apps = left.filter(({ name }) => name !== 'postgres')
  const ended = await Promise.all(apps.map((record) => endProcess(record)))
  const postgres = await stopOrphanedPostgres(settings.dataDir)
  const names = [...apps.filter((_, index) => ended[index]).map(({ name }) => name), ...(postgres ? ['postgres'] : [])]
  if (names.length > 0) steps.note(`An earlier start was cut off; ended what it had left running: ${names.join(', ')}.`)
}

/** Commands of the preparation end with this start, and are recorded like the apps. @param {Start} start */
const commandOptions = ({ env, lock, signal }) => ({
  env,
  signal,
  /** @param {number} pid */
  onSpawn: (pid) => lock.addProcess('preparation', pid),
  /** @param {number} pid */
  onEnd: (pid) => lock.removeProcess(pid),
})

/**
 * @param {Start} start @param {Record<string, string>} secrets
 * @returns {Promise<string>} the connection string of a database that answers
 */
async function provideDatabase({ settings, steps, supervisor, signal }, secrets) {
  const { databaseUrl, dataDir, ports } = settings
  if (databaseUrl) {
    await steps.run('Reaching the database', () => assertReachable(databaseUrl))
    return databaseUrl
  }
  const password = secrets.POSTGRES_PASSWORD ?? ''
  const server = `postgresql://postgres:${password}@127.0.0.1:${ports.postgres}`
  await steps.run('Starting Postgres', async () => {
    const cluster = await prepareCluster({ dataDir, password, durable: true, signal })
    const isReady = () =>
      acceptsConnections(`${server}/postgres`).catch(() => {
        throw new Problem(
          `The database in ${cluster.dataFolder} was made with another secrets.json: restore that file, or remove the folder to start with an empty database.`,
        )
      })
    await supervisor.start(toPostgresService(cluster, { port: ports.postgres, isReady }))
    await ensureDatabase(`${server}/postgres`, DATABASE_NAME)
  })
  return `${server}/${DATABASE_NAME}`
}

/** @param {Start} start @param {string} connectionString */
async function fillDatabase(start, connectionString) {
  const { steps } = start
  const options = commandOptions(start)
  if (!(await isSchemaCurrent(connectionString))) {
    await steps.run('Applying migrations', () => applyMigrations(connectionString, options))
  }
  await steps.run('Loading the catalogue', () => loadCatalog(connectionString, options))
}

/** @param {Start} start @param {NodeJS.ProcessEnv} env */
async function startApps({ settings, steps, supervisor }, env) {
  const services = toAppServices({ env, ports: settings.ports, runsSandbox: settings.runsSandbox })
  for (const stage of [...new Set(services.map((service) => service.stage))].sort()) {
    const ofStage = services.filter((service) => service.stage === stage)
    const names = ofStage.map(({ name }) => name).join(', ')
    await steps.run(`Starting ${names}`, () => Promise.all(ofStage.map(supervisor.start)))
  }
}

/** From a checkout to everything answering. @param {Start} start */
async function bringUp(start) {
  const { settings, env, lock, steps } = start
  await cleanUpAfterPrevious(start)
  await assertPortsFree(wantedPorts(settings))
  const preparation = { steps, options: commandOptions(start) }
  await preparePackages(preparation)
  const secrets = settings.mode === 'local' ? keepSecrets(settings.dataDir) : {}
  const databaseUrl = await provideDatabase(start, secrets)
  await fillDatabase(start, databaseUrl)
  await buildApps(preparation)
  await startApps(start, toAppEnvironment({ env, settings, secrets, databaseUrl }))
  lock.update({
    state: 'ready',
    urls: {
      dashboard: settings.dashboardUrl,
      gateway: settings.gatewayUrl,
      ...(settings.runsSandbox ? { sandbox: `http://localhost:${settings.ports.sandbox}` } : {}),
      database: databaseUrl,
    },
  })
  const freeModel = await findFreeModel(databaseUrl)
  process.stdout.write(toWelcome({ settings, databaseAddress: withoutCredentials(databaseUrl), freeModel }))
}

/**
 * @param {Omit<Start, 'signal'>} parts @param {{ check: boolean }} what
 * @returns {Promise<number>} the exit code
 */
async function run(parts, { check }) {
  const { supervisor, stop, lock } = parts
  const ending = new AbortController()
  const failure = supervisor.failed.then((problem) => {
    throw problem
  })
  const arrival = bringUp({ ...parts, signal: AbortSignal.any([stop.signal, ending.signal]) })
  try {
    await Promise.race([arrival, failure, stop.requested])
    if (!check) await Promise.race([failure, stop.requested])
    return 0
  } catch (error) {
    if (stop.signal.aborted) return 0
    printFailure(error)
    return 1
  } finally {
    lock.update({ state: 'stopping' })
    ending.abort()
    await supervisor.stop()
    // What was under way has been told to end; nothing may be started behind our back after this.
    await arrival.catch(() => undefined)
    await supervisor.stop()
  }
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function startProduct(args) {
  const startedAt = performance.now()
  const terminal = process.stdout.isTTY === true
  // A reader that went away (`npm start | head`) is no reason to leave the apps unsupervised.
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
  try {
    const { check } = readArguments(args)
    const env = withEnvFile({ env: process.env, repositoryDir })
    const settings = readSettings({ env, repositoryDir, providerKeyNames: readProviderKeyNames(providersDir) })
    prepareDataFolder(settings.dataDir)
    const lock = lockInstance(settings.dataDir)
    const steps = createSteps()
    const supervisor = createSupervisor({
      onLine: (name, line) => steps.print(formatLogLine(name, line, { terminal })),
      onNews: (sentence) => steps.print(`! ${sentence}`),
      onSpawn: lock.addProcess,
      onEnd: (_, pid) => lock.removeProcess(pid),
    })
    let forced = false
    const stop = listenForStop({
      onRequest: (by) => process.stdout.write(`\nStopping (${by}) … a second Ctrl-C stops at once.\n`),
      onForce: () => {
        forced = true
        process.stdout.write('Stopping at once.\n')
        supervisor.kill()
      },
    })
    try {
      const exitCode = await run({ settings, env, lock, steps, supervisor, stop }, { check })
      if (exitCode === 0) {
        const how = check && !stop.signal.aborted ? 'Everything answered, and stopped again' : 'Stopped'
        process.stdout.write(`${how} after ${toSeconds(performance.now() - startedAt)}.\n`)
      }
      return forced ? 1 : exitCode
    } finally {
      lock.release()
      stop.dispose()
    }
  } catch (error) {
    printFailure(error)
    return 1
  }
}
