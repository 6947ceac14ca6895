/** The folder that holds everything a local installation keeps. */
import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Problem } from './problem.mjs'

/**
 * Makes the folder when needed and proves that it can be written.
 * As root others may pass through it (not list it): Postgres refuses to run as root, and its data lies inside.
 * @param {string} dataDir
 */
export function prepareDataFolder(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const probe = path.join(dataDir, `.write-probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
    const { mode, uid } = statSync(dataDir)
    if (process.getuid?.() === 0 && uid === 0) chmodSync(dataDir, (mode & 0o7777) | 0o011)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Problem(
      `The data folder ${dataDir} cannot be written (${why}): give this user write permission, or set TURNPIKE_DATA_DIR to another folder.`,
    )
  }
}
