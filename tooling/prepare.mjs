/**
 * Everything that concerns the checkout and not one installation: packages, generated code, builds.
 * Several copies of the product may share a checkout, so only one process at a time prepares it.
 */
import { accessSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'
import { installPackages, isInstallNeeded } from './install.mjs'
import { withLock } from './instance-lock.mjs'
import { generatePrismaClient, isPrismaClientCurrent } from './prisma-client.mjs'
import { Problem } from './problem.mjs'
import { cacheDir, inRepository, repositoryDir } from './repository.mjs'
import { runOrFail } from './run-command.mjs'

/**
 * @typedef {import('./run-command.mjs').CommandOptions} CommandOptions
 * @typedef {{ steps: import('./steps.mjs').Steps, options: CommandOptions }} Preparation
 */

const LONGEST_WAIT_MS = 900_000

function assertCheckoutWritable() {
  try {
    mkdirSync(cacheDir, { recursive: true })
    accessSync(cacheDir, constants.W_OK)
  } catch {
    throw new Problem(
      `This user cannot write to ${repositoryDir}, where packages are installed and the apps are built: run as its owner.`,
    )
  }
}

/** @template T @param {Preparation} preparation @param {() => Promise<T>} work */
function oneAtATime({ steps, options }, work) {
  assertCheckoutWritable()
  return withLock(
    path.join(cacheDir, 'prepare.sqlite'),
    {
      timeoutMs: LONGEST_WAIT_MS,
      what: 'installing or building in this checkout',
      onWait: () => steps.note('Another process installs or builds in this checkout: waiting for it …'),
      ...(options.signal && { signal: options.signal }),
    },
    work,
  )
}

/** Packages and the generated database client. @param {Preparation} preparation */
export function preparePackages(preparation) {
  const { steps, options } = preparation
  return oneAtATime(preparation, async () => {
    if (isInstallNeeded()) await steps.run('Installing packages', () => installPackages(options))
    if (!isPrismaClientCurrent()) await steps.run('Generating the database client', () => generatePrismaClient(options))
  })
}

export const turboProgram = inRepository('node_modules', '.bin', 'turbo')
export const turboEnvironment = {
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
}

/** What needs building; nothing is built again that has not changed. @param {Preparation} preparation */
export function buildApps(preparation) {
  const { steps, options } = preparation
  const work = () =>
    runOrFail('The build failed', turboProgram, ['run', 'build', '--output-logs=errors-only', '--ui=stream'], {
      ...options,
      cwd: repositoryDir,
      env: { ...(options.env ?? process.env), ...turboEnvironment },
    })
  return oneAtATime(preparation, () => steps.run('Building', work))
}
