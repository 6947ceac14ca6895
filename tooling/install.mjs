/**
 * Installs the packages, only when that is needed.
 *
 * Guarantee: an install that was interrupted is always repeated, because the stamp is removed before and written after.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cacheDir, inRepository, repositoryDir } from './repository.mjs'
import { runOrFail } from './run-command.mjs'

const stampFile = path.join(cacheDir, 'installed')

/** A hash over names and contents of files. @param {string[]} files relative to the repository @param {string} [dir] */
export function hashFiles(files, dir = repositoryDir) {
  const hash = createHash('sha256')
  for (const file of files.toSorted())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(dir, file)))
      .update('\0')
  return hash.digest('hex')
}

const wantedInstall = () =>
  hashFiles([
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    ...globSync(['apps/*/package.json', 'packages/*/package.json', 'e2e/package.json'], { cwd: repositoryDir }),
  ])

/** @param {string} file */
export const readStamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined)

export const isInstallNeeded = () =>
  !existsSync(inRepository('node_modules', '.modules.yaml')) || readStamp(stampFile) !== wantedInstall()

/** @param {import('./run-command.mjs').CommandOptions} options */
export async function installPackages(options) {
  const wanted = wantedInstall()
  rmSync(stampFile, { force: true })
  // CI=true keeps pnpm from asking whether it may replace node_modules.
  await runOrFail(
    'The packages could not be installed',
    'pnpm',
    ['install', '--frozen-lockfile', '--reporter=append-only'],
    {
      ...options,
      cwd: repositoryDir,
      env: { ...(options.env ?? process.env), CI: 'true' },
    },
  )
  mkdirSync(cacheDir, { recursive: true })
  writeFileSync(stampFile, `${wanted}\n`)
}
