/**
 * Composition root: everything with an effect is made here, once, when it is first needed. Nothing is made at build
 * time, so building needs neither a database nor secrets.
 */
import 'server-only'
import { toPurchaseRules } from '@turnpike/billing/env-fields'
import { createStripe } from '@turnpike/billing/stripe/create-stripe'
import type { BillingDeps } from '@turnpike/billing/use-cases/billing-deps'
import { type Database, openDatabase } from '@turnpike/db/database'
import { subscribe } from '@turnpike/db/notifications'
import { type Clock, systemClock } from '@turnpike/kernel/clock'
import { type Ids, systemIds } from '@turnpike/kernel/ids'
import { pino } from 'pino'
import { type Environment, environment } from '@/env.ts'
import { createLiveHub, type LiveHub } from '@/server/live/live-hub.ts'

export type Deps = {
  environment: Environment
  database: Database
  clock: Clock
  ids: Ids
  log: pino.Logger
  /** What purchases work with: the payment processor, the operator's rules, the alarm. */
  billing: BillingDeps
  /** New requests as they are recorded: `listenToGenerations`. */
  live: LiveHub
}

function composeDeps(): Deps {
  const env = environment()
  const database = openDatabase({ connectionString: env.DATABASE_URL, maxConnections: env.DATABASE_CONNECTIONS })
  const log = pino({ level: env.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const shared = { database, clock: systemClock, ids: systemIds }
  const live = composeLive(env, log)
  return { ...shared, environment: env, log, live, billing: { ...shared, ...composePayments(env, log) } }
}

const composeLive = (env: Environment, log: Deps['log']): LiveHub =>
  createLiveHub({
    subscribe: (handlers) => subscribe(env.DATABASE_URL, handlers),
    onError: (err) => log.warn({ err }, 'live updates failed'),
  })

const composePayments = (env: Environment, log: Deps['log']): Pick<BillingDeps, 'stripe' | 'rules' | 'alarm'> => ({
  stripe: createStripe({ secretKey: env.STRIPE_SECRET_KEY, apiBaseUrl: env.STRIPE_API_BASE_URL || null }),
  rules: toPurchaseRules(env),
  alarm: (alarm) => log.error(alarm, 'money alarm'),
})

/** Survives the module reloads of `next dev`, which would otherwise open a pool at every change. */
const holder = globalThis as typeof globalThis & { turnpikeDashboardDeps?: Deps }

export function deps(): Deps {
  holder.turnpikeDashboardDeps ??= composeDeps()
  return holder.turnpikeDashboardDeps
}
