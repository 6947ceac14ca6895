/**
 * Keys that were looked up, in memory: what lets a request be authenticated without a round trip.
 *
 * Guarantees:
 * - nothing is served longer than `ttlMs` after its load began, whether or not a push message got lost;
 * - a look-up that began before an invalidation is never kept after it;
 * - requests that miss at once share one load; a load that fails is not kept;
 * - memory is bounded, and unknown keys have a room of their own, so that guessing cannot push real keys out.
 */
import type { Clock } from '@turnpike/kernel/clock'
import type { FoundKey } from '../core/principal.ts'

export type KeyCacheSettings = {
  load: (digest: string) => Promise<FoundKey | null>
  clock: Clock
  maxKeys?: number
  maxUnknown?: number
  ttlMs?: number
  /** Short: a key may be created right after it was tried. */
  unknownTtlMs?: number
}

export type KeyCache = {
  /** The key behind a digest, `null` when there is none. Rejects when it had to be loaded and that failed. */
  find: (digest: string) => Promise<FoundKey | null>
  /** Forgets a key, because it changed. */
  invalidate: (keyId: string) => void
  /** Forgets everything, because messages may have been missed. */
  clear: () => void
  size: () => { keys: number; unknown: number }
}

type Entry<Value> = { value: Value; expiresAtMs: number }

export function createKeyCache(settings: KeyCacheSettings): KeyCache {
  const { load, clock, maxKeys = 50_000, maxUnknown = 10_000, ttlMs = 30_000, unknownTtlMs = 2_000 } = settings
  const keys = new Map<string, Entry<FoundKey>>()
  const unknown = new Map<string, Entry<null>>()
  const digestOfKey = new Map<string, string>()
  const loading = new Map<string, Promise<FoundKey | null>>()
  /** Counts invalidations: a load keeps its answer only when none happened meanwhile. */
  let epoch = 0

  const forget = (digest: string) => {
    const entry = keys.get(digest)
    if (entry) digestOfKey.delete(entry.value.principal.keyId)
    keys.delete(digest)
  }

  const keep = (digest: string, found: FoundKey | null, loadedAtMs: number) => {
    if (found === null) {
      writeNewest(unknown, digest, { value: null, expiresAtMs: loadedAtMs + unknownTtlMs })
      if (unknown.size > maxUnknown) unknown.delete(oldestOf(unknown))
      return
    }
    writeNewest(keys, digest, { value: found, expiresAtMs: loadedAtMs + ttlMs })
    digestOfKey.set(found.principal.keyId, digest)
    if (keys.size > maxKeys) forget(oldestOf(keys))
  }

  const loadOnce = (digest: string): Promise<FoundKey | null> => {
    const running = loading.get(digest)
    if (running) return running
    const startedIn = epoch
    const startedAtMs = clock.nowMs()
    const started = load(digest)
      .then((found) => {
        if (startedIn === epoch) keep(digest, found, startedAtMs)
        return found
      })
      .finally(() => {
        if (loading.get(digest) === started) loading.delete(digest)
      })
    loading.set(digest, started)
    return started
  }

  return {
    find: async (digest) => {
      const nowMs = clock.nowMs()
      const entry = keys.get(digest) ?? unknown.get(digest)
      if (!entry) return await loadOnce(digest)
      if (nowMs >= entry.expiresAtMs) {
        forget(digest)
        unknown.delete(digest)
        return await loadOnce(digest)
      }
      if (entry.value !== null) writeNewest(keys, digest, { value: entry.value, expiresAtMs: entry.expiresAtMs })
      return entry.value
    },
    invalidate: (keyId) => {
      epoch += 1
      loading.clear()
      unknown.clear()
      const digest = digestOfKey.get(keyId)
      if (digest !== undefined) forget(digest)
    },
    clear: () => {
      epoch += 1
      for (const map of [keys, unknown, digestOfKey, loading]) map.clear()
    },
    size: () => ({ keys: keys.size, unknown: unknown.size }),
  }
}

/** A map keeps the order of insertion: writing anew makes an entry the youngest. */
function writeNewest<Value>(entries: Map<string, Value>, digest: string, value: Value): void {
  entries.delete(digest)
  entries.set(digest, value)
}

const oldestOf = (entries: Map<string, unknown>): string => entries.keys().next().value ?? ''
