/**
 * Push between processes over Postgres NOTIFY: a change reaches every gateway and dashboard without polling.
 * A message is a hint to look again, never the data itself, so a lost one costs only the time to the next refresh.
 */
import { Client } from 'pg'
import { prisma, sql } from './client.ts'
import type { Queryable } from './database.ts'

const CHANNEL = 'turnpike'
const RECONNECT_MS = 1_000

export type Notification =
  | { topic: 'key_changed'; keyId: string }
  | { topic: 'catalog_changed' }
  | { topic: 'wallet_changed'; organizationId: string }
  | { topic: 'budget_changed'; organizationId: string }
  | {
      topic: 'generation_recorded'
      organizationId: string
      workspaceId: string
      apiKeyId: string
      generationId: string
    }
  | { topic: 'unknown_key_used'; lastFour: string }

/** Sends when the surrounding transaction commits. */
export async function notify(queryable: Queryable, notification: Notification): Promise<void> {
  await prisma(queryable).$executeRaw(sql`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(notification)})`)
}

export type Subscription = { close: () => Promise<void> }

/**
 * Calls `onNotification` for each message, and `onReconnect` after a lost connection came back: messages may have
 * been missed then, so listeners refresh everything. Resolves once the first connection listens.
 */
export async function subscribe(
  connectionString: string,
  handlers: { onNotification: (notification: Notification) => void; onReconnect: () => void },
): Promise<Subscription> {
  let closed = false
  let client: Client | null = null
  let timer: NodeJS.Timeout | undefined

  const connect = async () => {
    const next = new Client({ connectionString, keepAlive: true, connectionTimeoutMillis: 5_000 })
    next.on('notification', (message) => handlers.onNotification(JSON.parse(message.payload ?? '{}')))
    next.on('error', () => reconnect(next))
    next.on('end', () => reconnect(next))
    await next.connect()
    await next.query(`LISTEN ${CHANNEL}`)
    client = next
  }
  const reconnect = (lost: Client) => {
    if (closed || (client !== null && client !== lost)) return
    client = null
    clearTimeout(timer)
    timer = setTimeout(() => {
      connect().then(handlers.onReconnect, () => reconnect(lost))
    }, RECONNECT_MS)
  }

  await connect()
  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
