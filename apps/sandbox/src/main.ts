/** Starts the sandbox on the loopback interface, and ends it cleanly on SIGTERM or SIGINT. */
import { mkdirSync } from 'node:fs'
import { systemClock } from '@turnpike/kernel/clock'
import { readEnvironment, type SandboxEnvironment } from './env.ts'
import { createServer } from './server.ts'

const WEBHOOK_TIMEOUT_MS = 10_000
const HANG_MS = 120_000

async function start(environment: SandboxEnvironment): Promise<void> {
  mkdirSync(environment.dataDirectory, { recursive: true })
  const { server } = await createServer({
    logLevel: environment.logLevel,
    clock: systemClock,
    dataDirectory: environment.dataDirectory,
    automatic: true,
    stripe: {
      webhookUrl: environment.webhookUrl,
      webhookSecret: environment.webhookSecret,
      publicUrl: environment.publicUrl,
      webhookTimeoutMs: WEBHOOK_TIMEOUT_MS,
      hangMs: HANG_MS,
    },
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void server.close())
  await server.listen({ host: '127.0.0.1', port: environment.port })
}

try {
  await start(readEnvironment())
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`)
  process.exitCode = 1
}
