/**
 * Composition root: everything with an effect is made here, once, when it is first needed. Nothing is made at build
 * time, so building needs neither a database nor secrets.
 */
import 'server-only'
import { type Database, openDatabase } from '@turnpike/db/database'
import { type Clock, systemClock } from '@turnpike/kernel/clock'
import { type Ids, systemIds } from '@turnpike/kernel/ids'
import { pino } from 'pino'
import { type Environment, environment } from '@/env.ts'

export type Deps = {
  environment: Environment
  database: Database
  clock: Clock
  ids: Ids
  log: ReturnType<typeof pino>
}

function composeDeps(): Deps {
  const env = environment()
  return {
    environment: env,
    database: openDatabase({ connectionString: env.DATABASE_URL, maxConnections: env.DATABASE_CONNECTIONS }),
    clock: systemClock,
    ids: systemIds,
    log: pino({ level: env.LOG_LEVEL, base: { app: 'dashboard' } }),
  }
}

/** Survives the module reloads of `next dev`, which would otherwise open a pool at every change. */
const holder = globalThis as typeof globalThis & { turnpikeDashboardDeps?: Deps }

export function deps(): Deps {
  holder.turnpikeDashboardDeps ??= composeDeps()
  return holder.turnpikeDashboardDeps
}
