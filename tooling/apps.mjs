/** The four apps as services: how each is run and how to tell that it answers. */
import { inRepository } from './repository.mjs'

/** @typedef {import('./supervisor.mjs').Service} Service */

const PROBE_TIMEOUT_MS = 2_000
const READY_TIMEOUT_MS = 90_000
/** What the simulated outside has no business knowing. */
const HIDDEN_FROM_SANDBOX = ['DATABASE_URL', 'AUTH_SECRET', 'API_KEY_PEPPER']

const leashArguments = ['--import', inRepository('tooling', 'exit-with-supervisor.mjs')]

/** @param {string} url @returns {Promise<boolean>} whether it answers with a 2xx status */
export async function answersOk(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS), redirect: 'manual' })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

/** @type {Pick<Service, 'command' | 'output' | 'leash' | 'readyTimeoutMs' | 'stopSignal' | 'stopTimeoutMs' | 'lastSignal'>} */
const standard = {
  command: process.execPath,
  output: 'lines',
  leash: true,
  readyTimeoutMs: READY_TIMEOUT_MS,
  stopSignal: 'SIGTERM',
  // Longer than the gateway's own grace for streams that are under way.
  stopTimeoutMs: 40_000,
  lastSignal: 'SIGKILL',
}

/**
 * The gateway may be streaming from the sandbox and the worker may be talking to its Stripe, so the sandbox runs before
 * and ends after them.
 * @param {{ env: NodeJS.ProcessEnv, ports: import('./environment.mjs').Ports, runsSandbox: boolean }} input
 * @returns {Service[]}
 */
export function toAppServices({ env, ports, runsSandbox }) {
  /** @param {string} app */
  const nodeApp = (app) => ({
    ...standard,
    name: app,
    cwd: inRepository('apps', app),
    env,
    args: [...leashArguments, 'src/main.ts'],
  })
  const next = inRepository('apps', 'dashboard', 'node_modules', 'next', 'dist', 'bin', 'next')
  const sandboxEnv = { ...env }
  for (const name of HIDDEN_FROM_SANDBOX) delete sandboxEnv[name]

  /** @type {Service[]} */
  const sandbox = [
    {
      ...nodeApp('sandbox'),
      env: sandboxEnv,
      stage: 1,
      ready: () => answersOk(`http://127.0.0.1:${ports.sandbox}/healthz`),
    },
  ]
  return [
    ...(runsSandbox ? sandbox : []),
    { ...nodeApp('gateway'), stage: 2, ready: () => answersOk(`http://127.0.0.1:${ports.gateway}/readyz`) },
    {
      ...nodeApp('dashboard'),
      args: [...leashArguments, next, 'start', '-p', String(ports.dashboard)],
      stage: 2,
      ready: () => answersOk(`http://127.0.0.1:${ports.dashboard}/healthz`),
    },
    // The worker listens nowhere: it says so when it is ready.
    { ...nodeApp('worker'), stage: 2, ready: async ({ lines }) => lines.some((line) => line.includes('worker ready')) },
  ]
}
