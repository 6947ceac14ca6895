import type { Catalog } from '@turnpike/catalog/core/catalog'
import type { Database } from '@turnpike/db/database'
import type { KeyCache } from '@turnpike/identity/use-cases/key-cache'
import type { Clock } from '@turnpike/kernel/clock'
import type { Ids } from '@turnpike/kernel/ids'
import type { Transport } from '@turnpike/providers/transport/create-transport'
import type { ProviderAccess } from '../catalog/provider-access.ts'
import type { InFlight } from '../instance/in-flight.ts'
import type { InstanceLease } from '../instance/instance-lease.ts'
import type { MinuteWindow } from '../limits/minute-window.ts'
import type { Logger } from '../logger.ts'
import type { HealthTracker } from '../snapshots/health-tracker.ts'
import type { LastUsed } from '../snapshots/last-used.ts'

/** What serving a request needs, put together in `deps.ts`. */
export type InferenceDeps = {
  database: Database
  clock: Clock
  ids: Ids
  logger: Logger
  /** The catalogue as it is now; a request keeps the one it was planned with. */
  catalog: () => Catalog
  health: HealthTracker
  keys: KeyCache
  /** Secret of the keyed digest by which keys are found. */
  keyPepper: string
  lastUsed: LastUsed
  providers: ProviderAccess
  transport: Transport
  instance: InstanceLease
  inFlight: InFlight
  freeRequests: MinuteWindow
  /** Bounds what is told to waiting pages. */
  hints: MinuteWindow
  /** A new seed for a plan: routing itself is deterministic. */
  nextSeed: () => number
  settings: InferenceSettings
}

export type InferenceSettings = {
  bodyLimitBytes: number
  deadlineMs: number
  keepAliveCommentMs: number
  /** How long a client may read nothing before it counts as gone. */
  clientStallMs: number
  /** How long a call that is billed anyway is read on after its client went away. */
  detachedDrainMs: number
  freeRequestsPerMinute: number
  /** How long settlement is tried again while the database does not answer. */
  settlementPatienceMs: number
}
