/**
 * A semantic table: sticky header, sticky first column on narrow screens, sideways scrolling inside its own region.
 * It holds no state; sorting, paging and selection belong to the page and its address.
 */
import type { Key, ReactNode } from 'react'
import { cn } from '../cn.ts'

export type Column<Row> = {
  id: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** Figures are `end`. */
  align?: 'start' | 'end'
  sort?: 'ascending' | 'descending' | 'none'
  className?: string
}

export type DataTableProps<Row> = {
  /** Names the table for a screen reader. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => Key
  /** All rows there are, when only some are shown. */
  rowCount?: number
  /** A heading row before a row, such as the day. Equal neighbours are shown once. */
  groupOf?: (row: Row) => { key: string; label: ReactNode }
  rowClassName?: (row: Row) => string | undefined
  isRefreshing?: boolean
  density?: 'standard' | 'compact' | 'comfortable'
  className?: string
}

const ROW_HEIGHT = { compact: 'h-7', standard: 'h-9', comfortable: 'h-11' } as const
const CELL = 'px-3 first:pl-4 last:pr-4'

export function DataTable<Row>(table: DataTableProps<Row>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a scrolling region needs a name and a tab stop, which section lacks here.
    <div
      role="region"
      aria-label={table.label}
      aria-busy={table.isRefreshing === true}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard cannot scroll the table.
      tabIndex={0}
      className={cn('relative overflow-x-auto', table.isRefreshing && 'opacity-60', table.className)}
    >
      <table className="w-full border-collapse text-data" aria-rowcount={table.rowCount}>
        <thead className="sticky top-0 z-10 bg-surface">
          <tr className="border-line-strong border-b">
            {table.columns.map((column) => (
              <HeaderCell key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>{bodyRows(table)}</tbody>
      </table>
    </div>
  )
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  return (
    <th
      scope="col"
      aria-sort={column.sort}
      className={cn(CELL, STICKY, 'h-9 whitespace-nowrap font-semibold text-ink-2', alignOf(column), column.className)}
    >
      {column.header}
    </th>
  )
}

function bodyRows<Row>(table: DataTableProps<Row>): ReactNode[] {
  let lastGroup: string | undefined
  return table.rows.flatMap((row) => {
    const group = table.groupOf?.(row)
    const isNewGroup = group !== undefined && group.key !== lastGroup
    lastGroup = group?.key
    const line = <BodyRow key={table.rowKey(row)} row={row} table={table} />
    return isNewGroup
      ? [<GroupRow key={`group ${group.key}`} span={table.columns.length} label={group.label} />, line]
      : [line]
  })
}

function GroupRow({ span, label }: { span: number; label: ReactNode }) {
  return (
    <tr className="border-line border-b bg-sunken">
      <th scope="rowgroup" colSpan={span} className={cn(CELL, 'h-7 text-left font-semibold text-ink-2 text-meta')}>
        {label}
      </th>
    </tr>
  )
}

function BodyRow<Row>({ row, table }: { row: Row; table: DataTableProps<Row> }) {
  const height = ROW_HEIGHT[table.density ?? 'standard']
  return (
    <tr className={cn('group border-line border-b last:border-b-0 hover:bg-sunken', height, table.rowClassName?.(row))}>
      {table.columns.map((column) => (
        <td key={column.id} className={cn(CELL, STICKY, 'group-hover:bg-sunken', alignOf(column), column.className)}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** Only the first column, and only where the table has to scroll. */
const STICKY = 'max-md:first:sticky max-md:first:left-0 max-md:first:z-[1] bg-surface'

const alignOf = <Row,>(column: Column<Row>): string =>
  column.align === 'end' ? 'text-right tabular-nums' : 'text-left'
