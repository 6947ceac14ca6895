/**
 * Knowing a process again, and ending it.
 *
 * Guarantee: a process is only ever signalled here when its id *and* its start time are those that were recorded, so a
 * reused id never hits a stranger.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** @typedef {{ name: string, pid: number, identity: string }} ProcessRecord */

const POLL_MS = 50

/** @param {string} file */
const readIfThere = (file) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** @param {number} pid @param {string} column a column of `ps` */
function askPs(pid, column) {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8', timeout: 5_000 }).trim()
  } catch {
    return ''
  }
}

/**
 * What no other process of this machine ever shares: the boot and the moment of its start.
 * Undefined when there is no such process, or only its zombie is left.
 * @param {number} pid @returns {string | undefined}
 */
export function identifyProcess(pid) {
  if (process.platform !== 'linux') return askPs(pid, 'lstart') || undefined
  const stat = readIfThere(`/proc/${pid}/stat`)
  // The second field is the program's name in brackets and may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startTicks] = [fields[0], fields[19]]
  if (!startTicks || state === 'Z' || state === 'X') return undefined
  return `${readIfThere('/proc/sys/kernel/random/boot_id').trim()}:${startTicks}`
}

/** The command line of a process, its words separated by spaces; empty when there is none. @param {number} pid */
export function commandLineOf(pid) {
  if (process.platform !== 'linux') return askPs(pid, 'command')
  return readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
}

/** @param {string} name @param {number} pid @returns {ProcessRecord | undefined} */
export function recordProcess(name, pid) {
  const identity = identifyProcess(pid)
  return identity === undefined ? undefined : { name, pid, identity }
}

/** @param {ProcessRecord} record */
export const isRunning = (record) => identifyProcess(record.pid) === record.identity

/** @param {number} pid @param {NodeJS.Signals} signal */
export function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal)
    return true
  } catch {
    return false
  }
}

/** @param {ProcessRecord} record @param {number} timeoutMs @returns {Promise<boolean>} whether it has ended */
async function waitUntilEnded(record, timeoutMs) {
  const deadline = performance.now() + timeoutMs
  while (isRunning(record)) {
    if (performance.now() > deadline) return false
    await wait(POLL_MS)
  }
  return true
}

/**
 * Ends a process that leads its own group, politely first, and sweeps what is left of the group.
 * @param {ProcessRecord} record
 * @param {{ signal?: NodeJS.Signals, graceMs?: number, lastSignal?: NodeJS.Signals }} [how]
 * @returns {Promise<boolean>} whether there was something to end
 */
export async function endProcess(record, { signal = 'SIGTERM', graceMs = 10_000, lastSignal = 'SIGKILL' } = {}) {
  if (!isRunning(record)) return false
  sendSignal(record.pid, signal)
  if (!(await waitUntilEnded(record, graceMs))) {
    sendSignal(-record.pid, lastSignal)
    await waitUntilEnded(record, 5_000)
  }
  sendSignal(-record.pid, 'SIGKILL')
  return true
}
