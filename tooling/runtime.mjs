/**
 * Gives a script the Node and pnpm the repository is pinned to, on any machine with Node ≥ 20 and npm.
 *
 * Guarantees: this file parses on Node 20 and imports nothing but Node's own modules. The tools come out of npm's own
 * cache through `npm exec`; nothing is written globally. The script is then run by that Node directly, not below npm,
 * so that a signal reaches it exactly once and its exit code is this process's exit code.
 */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST_NODE_MAJOR = 20
const NODE_MAJOR = 24
const NODE_VERSION = '24.21.0'
const FETCH_TIMEOUT_MS = 300_000
/** A terminal's Ctrl-C arrives twice below npm: once from the terminal, once passed on by npm. */
const SAME_KEYSTROKE_MS = 700
const PARENT_POLL_MS = 500

const repositoryDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** @param {string} sentence @returns {never} */
function giveUp(sentence) {
  process.stderr.write(`✖ ${sentence}\n`)
  process.exit(1)
}

/** The version in package.json's `packageManager`, e.g. `12.21.0`. */
function pinnedPnpm() {
  const { packageManager } = JSON.parse(readFileSync(path.join(repositoryDir, 'package.json'), 'utf8'))
  return String(packageManager)
    .replace(/^pnpm@/, '')
    .replace(/\+.*$/, '')
}

/** @param {string} version */
function hasPnpm(version) {
  const probe = spawnSync('pnpm', ['--version'], {
    cwd: repositoryDir,
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...process.env, COREPACK_ENABLE_DOWNLOAD_PROMPT: '0', COREPACK_ENABLE_NETWORK: '0' },
  })
  return probe.status === 0 && probe.stdout.trim() === version
}

const printToolPaths = `
  const { existsSync } = require('node:fs'), path = require('node:path')
  const pnpmDir = process.env.PATH.split(path.delimiter).find((folder) => existsSync(path.join(folder, 'pnpm')))
  console.log(JSON.stringify({ node: process.execPath, pnpmDir }))`

/**
 * Has npm fetch the packages into its cache and says where their programs are.
 * @param {string[]} packages exact `name@version`
 * @returns {Promise<{ node: string, pnpmDir: string }>}
 */
function fetchTools(packages) {
  const notice = setTimeout(() => process.stdout.write(`Fetching ${packages.join(' and ')} …\n`), 2_500)
  const names = packages.map((name) => `--package=${name}`)
  const args = ['exec', '--yes', '--prefer-offline', '--loglevel=error', ...names, '--', 'node', '-e', printToolPaths]
  return new Promise((resolve) => {
    const npm = spawn('npm', args, {
      cwd: repositoryDir,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: FETCH_TIMEOUT_MS,
    })
    let output = ''
    let complaint = ''
    npm.stdout.on('data', (chunk) => {
      output += chunk
    })
    npm.stderr.on('data', (chunk) => {
      complaint += chunk
    })
    npm.on('error', (error) =>
      giveUp(
        `Turnpike needs npm to fetch ${packages.join(' and ')}, but npm cannot be run (${error.message}). Install npm.`,
      ),
    )
    npm.on('close', (code) => {
      clearTimeout(notice)
      if (code !== 0) {
        giveUp(
          `npm could not fetch ${packages.join(' and ')} (exit code ${code}). Check the network and npm's registry setting.\n${complaint.trim()}`,
        )
      }
      resolve(JSON.parse(output.trim().split('\n').at(-1) ?? '{}'))
    })
  })
}

/**
 * Runs the script again under another Node, in its own process group, and ends with its exit code.
 * @param {string} node @param {string} script @returns {Promise<never>}
 */
function runUnder(node, script) {
  return new Promise(() => {
    const child = spawn(node, [script, ...process.argv.slice(2)], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      detached: true,
    })
    let lastSignalAt = Number.NEGATIVE_INFINITY
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => {
        const sameKeystroke = performance.now() - lastSignalAt < SAME_KEYSTROKE_MS
        lastSignalAt = performance.now()
        if (!sameKeystroke) child.kill(signal)
      })
    }
    child.on('error', (error) => giveUp(`${node} cannot be run: ${error.message}`))
    child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}

/** @param {string[]} folders those not yet at the front of PATH are put there */
function putFirstOnPath(folders) {
  const current = (process.env.PATH ?? '').split(path.delimiter)
  process.env.PATH = [...folders, ...current.filter((folder) => !folders.includes(folder))].join(path.delimiter)
}

/**
 * Below npm, the end of npm is a request to stop: whoever killed it meant what it runs. (A signal npm can pass on
 * arrives anyway, because the scripts in package.json `exec` Node.)
 */
function stopWithNpm() {
  if (!('npm_lifecycle_event' in process.env)) return
  const npm = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, PARENT_POLL_MS)
  timer.unref()
}

/** What npm tells its scripts about itself would mislead pnpm and turbo, which run their own. */
function forgetOuterNpm() {
  for (const name of Object.keys(process.env)) {
    if (/^npm_(lifecycle|package)_|^npm_(node_execpath|execpath|command)$|^(NODE|INIT_CWD)$/.test(name))
      delete process.env[name]
  }
}

/**
 * Returns once the current process has the right Node, with `node` and the pinned pnpm first on PATH. On an older Node
 * it runs the script again under the right one instead and never returns.
 * @param {string} scriptUrl the `import.meta.url` of the script
 */
export async function ensureRuntime(scriptUrl) {
  const major = Number(process.versions.node.split('.')[0])
  if (major < OLDEST_NODE_MAJOR)
    giveUp(`Turnpike needs Node ${OLDEST_NODE_MAJOR} or newer, this is ${process.version}.`)
  stopWithNpm()
  forgetOuterNpm()
  const pnpm = pinnedPnpm()
  const rightNode = major >= NODE_MAJOR
  if (rightNode && hasPnpm(pnpm)) return putFirstOnPath([path.dirname(process.execPath)])

  const tools = await fetchTools([...(rightNode ? [] : [`node@${NODE_VERSION}`]), `pnpm@${pnpm}`])
  putFirstOnPath([path.dirname(rightNode ? process.execPath : tools.node), tools.pnpmDir])
  if (!rightNode) await runUnder(tools.node, fileURLToPath(scriptUrl))
}
