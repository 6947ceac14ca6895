import type { HiddenByKind } from '../core/change.ts'
import type { ObjectKind, WireByKind } from '../core/wire.ts'
import type { SandboxDatabase } from './open-database.ts'

type Row = { body: string; hidden: string | null }

/** The object of that kind and id, or null. */
export function findObject<Kind extends ObjectKind>(
  database: SandboxDatabase,
  kind: Kind,
  id: string,
): WireByKind[Kind] | null {
  const row = database.prepare('select body from object where id = ? and kind = ?').get(id, kind)
  return row ? (JSON.parse(String(row.body)) as WireByKind[Kind]) : null
}

/** The object together with what only the simulation knows about it, or null. */
export function findKnownObject<Kind extends keyof HiddenByKind>(
  database: SandboxDatabase,
  kind: Kind,
  id: string,
): { object: WireByKind[Kind]; hidden: HiddenByKind[Kind] } | null {
  const row = database.prepare('select body, hidden from object where id = ? and kind = ?').get(id, kind) as
    | Row
    | undefined
  if (!row?.hidden) return null
  return { object: JSON.parse(row.body) as WireByKind[Kind], hidden: JSON.parse(row.hidden) as HiddenByKind[Kind] }
}

type AnyObject = WireByKind[ObjectKind]

/** Keeps the object. An older state is replaced; its place in lists and, unless given anew, its hidden part stay. */
export function saveObject(database: SandboxDatabase, object: AnyObject, hidden?: unknown): void {
  database
    .prepare(
      `insert into object (id, kind, created, body, hidden) values (?, ?, ?, ?, ?)
       on conflict (id) do update set body = excluded.body, hidden = coalesce(excluded.hidden, object.hidden)`,
    )
    .run(object.id, object.object, object.created, JSON.stringify(object), hidden ? JSON.stringify(hidden) : null)
}

export type CreatedRange = { gt?: number; gte?: number; lt?: number; lte?: number }

export type ListQuery = {
  limit: number
  startingAfter?: string
  endingBefore?: string
  created?: CreatedRange
  /** Fields of the object that must equal a value, e.g. `{ customer: 'cus_…' }`. */
  equals?: Record<string, string>
  /** Keep only these values of `type` (events). */
  types?: readonly string[]
  /** Keep only those whose `type` begins so, e.g. `charge.` (events). */
  typePrefix?: string
}

export type ListPage<Wire> = { data: Wire[]; hasMore: boolean }

const RANGE_OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/** Objects of a kind, newest first, one page. */
export function listObjects<Kind extends ObjectKind>(
  database: SandboxDatabase,
  kind: Kind,
  query: ListQuery,
): ListPage<WireByKind[Kind]> {
  const { conditions, values } = toConditions(kind, query)
  const backwards = query.endingBefore !== undefined
  const rows = database
    .prepare(
      `select body from object where ${conditions.join(' and ')} order by sequence ${backwards ? 'asc' : 'desc'} limit ?`,
    )
    .all(...values, query.limit + 1)
  const page = rows.slice(0, query.limit).map((row) => JSON.parse(String(row.body)) as WireByKind[Kind])
  return { data: backwards ? page.reverse() : page, hasMore: rows.length > query.limit }
}

function toConditions(kind: ObjectKind, query: ListQuery): { conditions: string[]; values: (string | number)[] } {
  const conditions = ['kind = ?']
  const values: (string | number)[] = [kind]
  const add = (condition: string, ...added: (string | number)[]): void => {
    conditions.push(condition)
    values.push(...added)
  }
  if (query.startingAfter) add('sequence < (select sequence from object where id = ?)', query.startingAfter)
  if (query.endingBefore) add('sequence > (select sequence from object where id = ?)', query.endingBefore)
  for (const [name, operator] of Object.entries(RANGE_OPERATORS)) {
    const bound = query.created?.[name as keyof CreatedRange]
    if (bound !== undefined) add(`created ${operator} ?`, bound)
  }
  for (const [field, value] of Object.entries(query.equals ?? {})) add('json_extract(body, ?) = ?', `$.${field}`, value)
  if (query.types) add(`json_extract(body, '$.type') in (select value from json_each(?))`, JSON.stringify(query.types))
  if (query.typePrefix) add(`json_extract(body, '$.type') like ? || '%'`, query.typePrefix)
  return { conditions, values }
}

/** Open Checkout sessions whose time is over, oldest first. */
export function listOverdueSessionIds(database: SandboxDatabase, nowSeconds: number): string[] {
  return database
    .prepare(
      `select id from object where kind = 'checkout.session' and json_extract(body, '$.status') = 'open'
       and json_extract(body, '$.expires_at') <= ? order by sequence`,
    )
    .all(nowSeconds)
    .map((row) => String(row.id))
}

/** When the next open session runs out, in seconds, or null. */
export function nextSessionExpirySeconds(database: SandboxDatabase): number | null {
  const row = database
    .prepare(
      `select min(json_extract(body, '$.expires_at')) as at from object
       where kind = 'checkout.session' and json_extract(body, '$.status') = 'open'`,
    )
    .get()
  return row?.at == null ? null : Number(row.at)
}
