/** The worker: environment → deps → timers → a graceful stop. It listens nowhere. */
import { closeDatabase } from '@turnpike/db/database'
import { createDeps } from './deps.ts'
import { readEnvironment } from './env.ts'
import { startTimer } from './run-timer.ts'
import { createTimers } from './timers/registry.ts'

/** Longer than any run takes; then the process ends anyway, since every job may be repeated. */
const STOP_GRACE_MS = 30_000

function start(): void {
  const deps = createDeps(readEnvironment())
  const running = createTimers(deps).map((timer) => startTimer(timer, deps.log))
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    deps.log.info({ signal }, 'worker stopping')
    setTimeout(() => process.exit(1), STOP_GRACE_MS).unref()
    await Promise.all(running.map((timer) => timer.stop()))
    await closeDatabase(deps.database)
    deps.log.info('worker stopped')
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  deps.log.info('worker ready')
}

try {
  start()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
