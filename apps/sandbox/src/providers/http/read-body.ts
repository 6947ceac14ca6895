/** Request bodies arrive as raw bytes, so that each dialect can answer broken JSON in its own words. */
import type { Json } from '@turnpike/kernel/json'

/** The parsed body; `undefined` when it is empty or no JSON. */
export function readJsonBody(body: unknown): Json | undefined {
  if (!Buffer.isBuffer(body) || body.length === 0) return undefined
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
