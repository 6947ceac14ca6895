import type { SandboxDatabase } from './open-database.ts'

export const FAULT_MODES = ['fail_before', 'fail_after', 'hang_before', 'hang_after'] as const
export type FaultMode = (typeof FAULT_MODES)[number]

export type Fault = { id: number; operation: string; mode: FaultMode; remaining: number }

const toFault = (row: Record<string, unknown>): Fault => ({
  id: Number(row.id),
  operation: String(row.operation),
  mode: row.mode as FaultMode,
  remaining: Number(row.remaining),
})

export function addFault(database: SandboxDatabase, operation: string, mode: FaultMode, times: number): Fault {
  const { lastInsertRowid } = database
    .prepare('insert into fault (operation, mode, remaining) values (?, ?, ?)')
    .run(operation, mode, times)
  return { id: Number(lastInsertRowid), operation, mode, remaining: times }
}

export const listFaults = (database: SandboxDatabase): Fault[] =>
  database.prepare('select * from fault order by id').all().map(toFault)

export function clearFaults(database: SandboxDatabase): void {
  database.exec('delete from fault')
}

/** Uses up one turn of the oldest fault planned for the operation (or for `*`), or gives null. */
export function takeFault(database: SandboxDatabase, operation: string): FaultMode | null {
  const row = database.prepare(`select * from fault where operation in (?, '*') order by id limit 1`).get(operation)
  if (!row) return null
  const fault = toFault(row)
  if (fault.remaining <= 1) database.prepare('delete from fault where id = ?').run(fault.id)
  else database.prepare('update fault set remaining = remaining - 1 where id = ?').run(fault.id)
  return fault.mode
}
