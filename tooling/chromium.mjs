/** A Chromium for the browser journeys: the one that is there, else Debian's, where this user may install it. */
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { Problem } from './problem.mjs'
import { runOrFail } from './run-command.mjs'

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const PACKAGES = ['chromium', 'fonts-liberation']

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @param {NodeJS.ProcessEnv} env @returns {string | undefined} */
export function findChromium(env) {
  if (env.CHROMIUM_PATH) {
    if (isExecutable(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH
    throw new Problem(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, which is no program: correct it or unset it.`)
  }
  const folders = ['/usr/bin', ...(env.PATH ?? '').split(path.delimiter)]
  const candidates = PROGRAMS.flatMap((program) => folders.map((folder) => path.join(folder, program)))
  return candidates.find(isExecutable)
}

/**
 * @param {import('./run-command.mjs').CommandOptions & { env: NodeJS.ProcessEnv }} options
 * @param {import('./steps.mjs').Steps} steps
 * @returns {Promise<string>} its path
 */
export async function provideChromium(options, steps) {
  const found = findChromium(options.env)
  if (found) return found
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Problem(
      'The browser journeys need Chromium: install it (on Debian: apt-get install chromium), or set CHROMIUM_PATH.',
    )
  }
  const quiet = { ...options, env: { ...options.env, DEBIAN_FRONTEND: 'noninteractive' } }
  await steps.run('Installing Chromium', async () => {
    await runOrFail('apt-get update failed', 'apt-get', ['update'], quiet)
    await runOrFail(
      'Chromium could not be installed',
      'apt-get',
      ['install', '-y', '--no-install-recommends', ...PACKAGES],
      quiet,
    )
  })
  const installed = findChromium(options.env)
  if (!installed) throw new Problem('Chromium was installed but is not found: set CHROMIUM_PATH.')
  return installed
}
