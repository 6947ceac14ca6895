/** Starts the whole product the way its users do, waits until it says it is ready, and stops it after the journeys. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePorts } from './free-ports.ts'
import { rememberProduct } from './running-product.ts'

const root = path.join(import.meta.dirname, '../..')
const results = path.join(root, 'e2e/test-results')
const LONGEST_START_MS = 300_000
const LONGEST_STOP_MS = 30_000

export default async function startProduct(): Promise<() => Promise<void>> {
  const [dashboard = 0, gateway = 0, sandbox = 0, postgres = 0] = await freePorts(4)
  mkdirSync(results, { recursive: true })
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'turnpike-e2e-'))
  const child = spawn(process.execPath, ['tooling/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      DASHBOARD_PORT: String(dashboard),
      GATEWAY_PORT: String(gateway),
      SANDBOX_PORT: String(sandbox),
      POSTGRES_PORT: String(postgres),
      TURNPIKE_DATA_DIR: dataFolder,
      DATABASE_URL: '',
      // The developer's own settings and provider keys stay out.
      TURNPIKE_ENV_FILE: '',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = createWriteStream(path.join(results, 'product.log'))
  child.stdout.pipe(log)
  child.stderr.pipe(log)

  const product = {
    dashboardUrl: `http://localhost:${dashboard}`,
    gatewayUrl: `http://localhost:${gateway}`,
    sandboxUrl: `http://localhost:${sandbox}`,
    dataFolder,
  }
  await untilAnswers(child, [
    `${product.gatewayUrl}/readyz`,
    `${product.dashboardUrl}/healthz`,
    `${product.sandboxUrl}/healthz`,
  ])
  rememberProduct({ ...product, databaseUrl: databaseUrlOf(dataFolder, postgres) })
  return async () => {
    await stop(child)
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** The embedded database asks for the password that the start keeps with the other local secrets. */
function databaseUrlOf(dataFolder: string, port: number): string {
  const { POSTGRES_PASSWORD } = JSON.parse(readFileSync(path.join(dataFolder, 'secrets.json'), 'utf8'))
  return `postgresql://postgres:${POSTGRES_PASSWORD}@127.0.0.1:${port}/turnpike`
}

async function untilAnswers(child: ChildProcess, urls: string[]): Promise<void> {
  const deadline = Date.now() + LONGEST_START_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`npm start ended with ${child.exitCode}; see e2e/test-results/product.log`)
    const answers = await Promise.all(
      urls.map((url) =>
        fetch(url).then(
          (answer) => answer.ok,
          () => false,
        ),
      ),
    )
    if (answers.every(Boolean)) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  await stop(child)
  throw new Error('the product did not become ready; see e2e/test-results/product.log')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS)
  await ended
  clearTimeout(timer)
}
