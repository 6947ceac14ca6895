/**
 * One running Turnpike per data folder.
 *
 * Guarantees: at most one process holds a folder. The kernel holds the lock (on an SQLite file, through `BEGIN
 * EXCLUSIVE`) and frees it when the process ends in whatever way, so a lock is never stale and there is nothing to
 * break. Beside it `running.json` says who runs, which children it has and, once everything answers, where; when it is
 * found by the next holder, the run before did not end in order and those children may be orphans.
 */
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Problem } from './problem.mjs'
import { recordProcess } from './processes.mjs'

/**
 * @typedef {import('./processes.mjs').ProcessRecord} ProcessRecord
 * @typedef {{
 *   state: 'starting' | 'ready' | 'stopping',
 *   pid: number,
 *   startedAt: string,
 *   processes: ProcessRecord[],
 *   urls?: Record<string, string>,
 * }} RunningInstance `urls` is present from the state `ready` on
 * @typedef {{
 *   previous: RunningInstance | undefined,
 *   update(change: Partial<RunningInstance>): void,
 *   addProcess(name: string, pid: number): void,
 *   removeProcess(pid: number): void,
 *   release(): void,
 * }} InstanceLock
 */

// Not imported, because the linter's list of Node's modules does not have it yet.
const { DatabaseSync } = process.getBuiltinModule('node:sqlite')

/** @param {string} file @returns {RunningInstance | undefined} */
export function readRunningInstance(file) {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8'))
    return Array.isArray(found?.processes) ? found : undefined
  } catch {
    return undefined
  }
}

/** @param {string} file @returns {(() => void) | undefined} the function that frees the lock; undefined when it is taken */
export function tryLock(file) {
  closeSync(openSync(file, 'a', 0o600))
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (/locked|busy/i.test(String(error))) return undefined
    throw error
  }
  return () => database.close()
}

/**
 * @param {string} dataDir an existing folder
 * @returns {InstanceLock}
 */
export function lockInstance(dataDir) {
  const recordFile = path.join(dataDir, 'running.json')
  const unlock = tryLock(path.join(dataDir, 'instance.sqlite'))
  if (!unlock) {
    const holder = readRunningInstance(recordFile)
    const who = holder ? ` (process ${holder.pid}, since ${holder.startedAt})` : ''
    throw new Problem(
      `Turnpike already runs with the data folder ${dataDir}${who}: stop it, or set TURNPIKE_DATA_DIR and other ports for a second copy.`,
    )
  }
  const previous = readRunningInstance(recordFile)
  /** @type {RunningInstance} */
  let current = { state: 'starting', pid: process.pid, startedAt: new Date().toISOString(), processes: [] }
  const save = () => {
    writeFileSync(`${recordFile}.new`, `${JSON.stringify(current, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${recordFile}.new`, recordFile)
  }
  /** @param {Partial<RunningInstance>} change */
  const update = (change) => {
    current = { ...current, ...change }
    save()
  }
  return {
    previous,
    update,
    addProcess: (name, pid) => {
      const record = recordProcess(name, pid)
      if (record) update({ processes: [...current.processes, record] })
    },
    removeProcess: (pid) => update({ processes: current.processes.filter((record) => record.pid !== pid) }),
    release: () => {
      rmSync(recordFile, { force: true })
      unlock()
    },
  }
}

/**
 * Runs `work` while no other process of this machine runs anything under the same lock file, waiting for its turn.
 * @template T
 * @param {string} file
 * @param {{ timeoutMs: number, signal?: AbortSignal, onWait?: () => void, what: string }} how
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, { timeoutMs, signal, onWait, what }, work) {
  const deadline = performance.now() + timeoutMs
  let unlock = tryLock(file)
  if (!unlock) onWait?.()
  while (!unlock) {
    if (performance.now() > deadline)
      throw new Problem(`Another process has been ${what} for too long (lock ${file}): end it and try again.`)
    await wait(200, undefined, { signal })
    unlock = tryLock(file)
  }
  try {
    return await work()
  } finally {
    unlock()
  }
}
