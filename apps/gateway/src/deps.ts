/** The composition root: the environment in, everything that serving needs out, opened in order and closed in reverse. */

import { closeDatabase, openDatabase } from '@turnpike/db/database'
import { type Notification, subscribe } from '@turnpike/db/notifications'
import { findKeyByDigest, touchKeys } from '@turnpike/identity/store/keys'
import { createKeyCache } from '@turnpike/identity/use-cases/key-cache'
import { systemClock } from '@turnpike/kernel/clock'
import { systemIds } from '@turnpike/kernel/ids'
import { createTransport } from '@turnpike/providers/transport/create-transport'
import { createProviderAccess } from './catalog/provider-access.ts'
import type { Environment } from './env.ts'
import type { InferenceDeps, InferenceSettings } from './inference/inference-deps.ts'
import { createInFlight } from './instance/in-flight.ts'
import { openInstanceLease } from './instance/instance-lease.ts'
import { createMinuteWindow } from './limits/minute-window.ts'
import type { Logger } from './logger.ts'
import { openCatalogSnapshot } from './snapshots/catalog-snapshot.ts'
import { createHealthTracker } from './snapshots/health-tracker.ts'
import { createLastUsed } from './snapshots/last-used.ts'

const CLIENT_STALL_MS = 30_000
const DETACHED_DRAIN_MS = 60_000
const SETTLEMENT_PATIENCE_MS = 10_000
const SEEDS = 2 ** 32

export type OpenDeps = { deps: InferenceDeps; close: () => Promise<void> }

export async function openDeps(environment: Environment, logger: Logger): Promise<OpenDeps> {
  const database = openDatabase({
    connectionString: environment.DATABASE_URL,
    maxConnections: environment.DATABASE_CONNECTIONS,
  })
  const keys = createKeyCache({ load: (digest) => findKeyByDigest(database, digest), clock: systemClock })
  const catalog = await openCatalogSnapshot(database, systemClock, logger)
  const instance = await openInstanceLease(database, environment.GATEWAY_INSTANCE, logger)
  const lastUsed = createLastUsed((batch) => touchKeys(database, batch), logger)
  const subscription = await subscribe(environment.DATABASE_URL, {
    onNotification: (notification: Notification) => {
      if (notification.topic === 'key_changed') keys.invalidate(notification.keyId)
      if (notification.topic === 'catalog_changed') void catalog.refresh()
    },
    onReconnect: () => {
      keys.clear()
      void catalog.refresh()
    },
  })
  const transport = createTransport()

  const deps: InferenceDeps = {
    database,
    clock: systemClock,
    ids: systemIds,
    logger,
    keys,
    keyPepper: environment.API_KEY_PEPPER,
    lastUsed,
    catalog: catalog.current,
    health: createHealthTracker(systemClock),
    providers: createProviderAccess({
      keyOf: environment.providerKey,
      fallbackBaseUrl: environment.PROVIDER_FALLBACK_BASE_URL,
    }),
    transport,
    instance,
    inFlight: createInFlight(environment.CONCURRENT_REQUESTS_LIMIT),
    freeRequests: createMinuteWindow(systemClock),
    hints: createMinuteWindow(systemClock),
    nextSeed: () => Math.floor(Math.random() * SEEDS),
    settings: toSettings(environment),
  }
  const close = async () => {
    await subscription.close()
    instance.close()
    catalog.close()
    await lastUsed.close()
    await transport.close()
    await closeDatabase(database)
  }
  return { deps, close }
}

const toSettings = (environment: Environment): InferenceSettings => ({
  bodyLimitBytes: environment.REQUEST_BODY_LIMIT_BYTES,
  deadlineMs: environment.REQUEST_DEADLINE_MS,
  keepAliveCommentMs: environment.KEEP_ALIVE_COMMENT_MS,
  clientStallMs: CLIENT_STALL_MS,
  detachedDrainMs: DETACHED_DRAIN_MS,
  freeRequestsPerMinute: environment.FREE_REQUESTS_PER_MINUTE,
  settlementPatienceMs: SETTLEMENT_PATIENCE_MS,
})
