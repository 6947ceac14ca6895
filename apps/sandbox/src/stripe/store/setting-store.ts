import type { SandboxDatabase } from './open-database.ts'

export type WebhookControl = { paused: boolean; delayMs: number }

const read = (database: SandboxDatabase, name: string): string | null => {
  const row = database.prepare('select value from setting where name = ?').get(name)
  return row ? String(row.value) : null
}

const write = (database: SandboxDatabase, name: string, value: string): void => {
  database.prepare('insert or replace into setting (name, value) values (?, ?)').run(name, value)
}

/** How webhooks are sent at the moment; survives restarts. */
export const readWebhookControl = (database: SandboxDatabase): WebhookControl => ({
  paused: read(database, 'webhooks_paused') === 'true',
  delayMs: Number(read(database, 'webhook_delay_ms') ?? '0'),
})

export const setWebhooksPaused = (database: SandboxDatabase, paused: boolean): void =>
  write(database, 'webhooks_paused', String(paused))

export const setWebhookDelay = (database: SandboxDatabase, delayMs: number): void =>
  write(database, 'webhook_delay_ms', String(delayMs))
