/** Starts the gateway, and stops it without breaking a stream: refuse new work, finish what runs, close. */

import { openDeps } from './deps.ts'
import { readEnvironment } from './env.ts'
import { createServer } from './http/create-server.ts'
import { createLogger } from './logger.ts'
import { createRoutes } from './routes/routes.ts'

async function main(): Promise<void> {
  const environment = readEnvironment()
  const logger = createLogger(environment.LOG_LEVEL)
  const { deps, close } = await openDeps(environment, logger)
  const server = createServer(createRoutes(deps), logger)
  server.listen(environment.GATEWAY_PORT, environment.GATEWAY_HOST || undefined, () => {
    const { models, endpoints } = deps.catalog()
    logger.info({ port: environment.GATEWAY_PORT, models: models.size, endpoints: endpoints.size }, 'gateway ready')
  })
  server.on('error', (error) => {
    logger.fatal({ err: error }, 'the gateway cannot listen')
    process.exit(1)
  })

  let isStopping = false
  const stop = async (signal: string) => {
    if (isStopping) return
    isStopping = true
    logger.info({ signal, inFlight: deps.inFlight.count() }, 'draining')
    server.close()
    server.closeIdleConnections()
    const left = await deps.inFlight.drain(environment.DRAIN_GRACE_MS)
    if (left > 0) logger.warn({ left }, 'the grace is over; requests are cut')
    server.closeAllConnections()
    await close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
