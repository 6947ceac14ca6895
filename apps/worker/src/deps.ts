/** The composition root: everything the timers work with, made once from the environment. */
import { toPurchaseRules } from '@turnpike/billing/env-fields'
import { createStripe } from '@turnpike/billing/stripe/create-stripe'
import type { BillingDeps } from '@turnpike/billing/use-cases/billing-deps'
import { type Database, openDatabase } from '@turnpike/db/database'
import { systemClock } from '@turnpike/kernel/clock'
import { systemIds } from '@turnpike/kernel/ids'
import pino from 'pino'
import type { Environment } from './env.ts'

export type WorkerDeps = {
  environment: Environment
  database: Database
  billing: BillingDeps
  log: pino.Logger
}

/** One connection a timer, and one to spare. */
const CONNECTIONS = 5

export function createDeps(environment: Environment): WorkerDeps {
  const log = pino({ level: environment.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const database = openDatabase({ connectionString: environment.DATABASE_URL, maxConnections: CONNECTIONS })
  const billing: BillingDeps = {
    database,
    stripe: createStripe({
      secretKey: environment.STRIPE_SECRET_KEY,
      apiBaseUrl: environment.STRIPE_API_BASE_URL || null,
    }),
    clock: systemClock,
    ids: systemIds,
    rules: toPurchaseRules(environment),
    alarm: (alarm) => log.error(alarm, `money alarm: ${alarm.message}`),
  }
  return { environment, database, billing, log }
}
