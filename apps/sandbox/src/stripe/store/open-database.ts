/**
 * The simulation's memory: one SQLite file, so that customers, payments, undelivered webhooks and faults survive a
 * restart. Every call of the API and every form of the hosted page is one synchronous transaction, so two of them can
 * never interleave; that alone is why pressing Pay twice cannot pay twice.
 */
// biome-ignore lint/correctness/noUnresolvedImports: Biome's list of Node's modules does not have node:sqlite yet.
import { DatabaseSync } from 'node:sqlite'

export type SandboxDatabase = DatabaseSync

const SCHEMA = `
  create table if not exists object (
    sequence integer primary key autoincrement,
    id text not null unique,
    kind text not null,
    created integer not null,
    body text not null,
    hidden text
  );
  create index if not exists object_by_kind on object (kind, sequence);

  create table if not exists idempotent_answer (
    api_key text not null,
    idempotency_key text not null,
    route text not null,
    fingerprint text not null,
    request_id text not null,
    status integer not null,
    body text not null,
    created_ms integer not null,
    primary key (api_key, idempotency_key)
  );

  create table if not exists delivery (
    sequence integer primary key autoincrement,
    event_id text not null unique,
    status text not null check (status in ('pending', 'delivered', 'abandoned')),
    attempts integer not null default 0,
    first_due_ms integer not null,
    next_attempt_ms integer not null
  );
  create index if not exists delivery_due on delivery (status, next_attempt_ms);

  create table if not exists delivery_attempt (
    sequence integer primary key autoincrement,
    event_id text not null,
    origin text not null check (origin in ('schedule', 'manual', 'forged')),
    attempted_ms integer not null,
    duration_ms integer not null,
    status_code integer,
    failure text
  );
  create index if not exists delivery_attempt_by_event on delivery_attempt (event_id, sequence);

  create table if not exists fault (
    id integer primary key autoincrement,
    operation text not null,
    mode text not null check (mode in ('fail_before', 'fail_after', 'hang_before', 'hang_after')),
    remaining integer not null check (remaining >= 0)
  );

  create table if not exists setting (name text primary key, value text not null);
`

/** Opens (and makes, when it is new) the database at `path`; `:memory:` forgets everything at the end. */
export function openDatabase(path: string): SandboxDatabase {
  const database = new DatabaseSync(path)
  database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;')
  database.exec(SCHEMA)
  return database
}

/** Runs `work` in one transaction: all of it is kept, or, when it throws, none. */
export function inTransaction<Value>(database: SandboxDatabase, work: () => Value): Value {
  database.exec('begin immediate')
  try {
    const value = work()
    database.exec('commit')
    return value
  } catch (problem) {
    database.exec('rollback')
    throw problem
  }
}

/** Forgets everything: objects, deliveries, faults, settings, saved answers. */
export function clearDatabase(database: SandboxDatabase): void {
  inTransaction(database, () =>
    database.exec(
      'delete from object; delete from idempotent_answer; delete from delivery; delete from delivery_attempt; delete from fault; delete from setting;',
    ),
  )
}
