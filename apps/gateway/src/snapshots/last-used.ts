/** When keys were last used, written in batches: a page shows it, nothing depends on it. */
import type { Logger } from '../logger.ts'

const FLUSH_MS = 2_000

export type LastUsed = { note: (keyId: string, usedAtMs: number) => void; close: () => Promise<void> }

export function createLastUsed(
  write: (batch: { keyId: string; usedAtMs: number }[]) => Promise<void>,
  logger: Logger,
): LastUsed {
  let noted = new Map<string, number>()
  const flush = async () => {
    if (noted.size === 0) return
    const batch = [...noted].map(([keyId, usedAtMs]) => ({ keyId, usedAtMs }))
    noted = new Map()
    await write(batch).catch((error: unknown) => logger.warn({ err: error }, 'last use of keys could not be written'))
  }
  const timer = setInterval(() => void flush(), FLUSH_MS)
  timer.unref()
  return {
    note: (keyId, usedAtMs) => void noted.set(keyId, usedAtMs),
    close: () => {
      clearInterval(timer)
      return flush()
    },
  }
}
