/** Another dashboard on the product's database, with settings of its own; the build is the product's. */
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { runningProduct } from './running-product.ts'

const root = path.join(import.meta.dirname, '../..')
const LONGEST_START_MS = 60_000

/** Returns when it answers, with what ends it. */
export async function startSecondDashboard(
  port: number,
  settings: Record<string, string>,
): Promise<() => Promise<void>> {
  const { databaseUrl, gatewayUrl, sandboxUrl } = runningProduct()
  const app = path.join(root, 'apps/dashboard')
  const child = spawn(
    process.execPath,
    [path.join(app, 'node_modules/next/dist/bin/next'), 'start', '-p', String(port)],
    {
      cwd: app,
      env: {
        PATH: process.env.PATH,
        NEXT_TELEMETRY_DISABLED: '1',
        DATABASE_URL: databaseUrl,
        GATEWAY_URL: gatewayUrl,
        AUTH_SECRET: 'a secret of the second dashboard alone',
        API_KEY_PEPPER: 'a pepper of the second dashboard alone',
        STRIPE_SECRET_KEY: 'sk_test_sandbox_second',
        STRIPE_WEBHOOK_SECRET: 'whsec_second',
        STRIPE_API_BASE_URL: sandboxUrl,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const log = createWriteStream(path.join(root, 'e2e/test-results/second-dashboard.log'))
  child.stdout.pipe(log)
  child.stderr.pipe(log)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = () => {
    child.kill('SIGKILL')
    return ended
  }

  const deadline = Date.now() + LONGEST_START_MS
  while (Date.now() < deadline && child.exitCode === null) {
    const isReady = await fetch(`http://localhost:${port}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isReady) return stop
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  await stop()
  throw new Error('the second dashboard did not become ready; see e2e/test-results/second-dashboard.log')
}
