'use client'
/**
 * The list. It scrolls with the page and keeps only the rows around the window in the DOM. A click anywhere in a row opens
 * it; for the keyboard and for a new tab there is the link in its first cell. `j` and `k` walk, `c` copies the id.
 */
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { cn } from '@turnpike/ui/cn'
import { copyText } from '@turnpike/ui/controls/copy-text'
import { notify } from '@turnpike/ui/controls/toast'
import { type MouseEvent, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useShortcut } from '@/components/use-shortcut.ts'
import type { LogRow } from '@/server/logs/to-log-row.ts'
import { explainRow } from './describe-row.ts'
import { findRequestLink } from './find-request-link.ts'
import { COLUMNS, RequestRow } from './request-row.tsx'
import { type LogLine, toLogLines } from './to-log-lines.ts'
import type { OpenRequest } from './use-open-request.ts'

export type RequestTableProps = {
  rows: readonly LogRow[]
  /** All there are. */
  rowCount: number
  timeZone: string
  openRequest: OpenRequest
  freshIds: ReadonlySet<string>
  /** The end of the rows came near. */
  onNearEnd: () => void
}

const LINE_PX = { day: 29, row: 37, explained: 65 } as const
const OVERSCAN = 6
/** Rows in the server's HTML. */
const FIRST_ROWS = 50
const NEAR_END_LINES = 20

const estimate = (line: LogLine | undefined): number => {
  if (line?.kind !== 'row') return LINE_PX.day
  return explainRow(line.row) === null ? LINE_PX.row : LINE_PX.explained
}

export function RequestTable({ rows, rowCount, timeZone, openRequest, freshIds, onNearEnd }: RequestTableProps) {
  const lines = useMemo(() => toLogLines(rows, timeZone), [rows, timeZone])
  const table = useRef<HTMLTableElement>(null)
  const virtualizer = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => estimate(lines[index]),
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: OVERSCAN,
    scrollMargin: useTop(table),
    initialRect: { width: 0, height: FIRST_ROWS * LINE_PX.row },
  })
  useWalk(rows, lines, openRequest, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }))
  const items = virtualizer.getVirtualItems()
  const lastIndex = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (lastIndex >= lines.length - NEAR_END_LINES) onNearEnd()
  }, [lastIndex, lines.length, onNearEnd])

  const before = (items[0]?.start ?? 0) - virtualizer.options.scrollMargin
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? 0) - virtualizer.options.scrollMargin)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the link in the first cell of each row is what the keyboard opens.
    <table
      ref={table}
      aria-label="Requests"
      aria-rowcount={rowCount + 1}
      onClick={(event) => openClicked(event, openRequest)}
      onAuxClick={(event) => openInTab(event, openRequest)}
      className="w-full border-collapse text-data tabular-nums lg:table-fixed"
    >
      <thead className="sticky top-12 z-10 bg-surface">
        <tr aria-rowindex={1}>
          {COLUMNS.map(({ id, header, className }) => (
            <th
              key={id}
              scope="col"
              className={cn(
                'h-9 px-2 text-left font-semibold text-ink-2 shadow-[inset_0_-1px_0_var(--line-strong)] first:pl-3 last:pr-3',
                className,
              )}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <Spacer height={before} />
      {items.map(({ index, key }) => (
        <tbody key={key} ref={virtualizer.measureElement} data-index={index} className="group/request">
          <Line line={lines[index]} timeZone={timeZone} openRequest={openRequest} freshIds={freshIds} />
        </tbody>
      ))}
      <Spacer height={after} />
    </table>
  )
}

type LineProps = { line: LogLine | undefined } & Pick<RequestTableProps, 'timeZone' | 'openRequest' | 'freshIds'>

function Line({ line, timeZone, openRequest, freshIds }: LineProps) {
  if (!line) return null
  if (line.kind === 'day')
    return (
      <tr className="border-line border-b bg-sunken">
        <th scope="rowgroup" colSpan={COLUMNS.length} className="h-7 px-3 text-left font-semibold text-ink-2 text-meta">
          {line.label}
        </th>
      </tr>
    )
  return (
    <RequestRow
      row={line.row}
      timeZone={timeZone}
      rowIndex={line.position + 1}
      address={openRequest.addressOf(line.id)}
      isOpen={openRequest.id === line.id}
      isFresh={freshIds.has(line.id)}
    />
  )
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={COLUMNS.length} style={{ height }} />
      </tr>
    </tbody>
  )
}

/** Where the list begins in the page; panels above it change their height. */
function useTop(table: RefObject<HTMLTableElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const body = table.current?.tHead?.getBoundingClientRect()
    const start = table.current?.getBoundingClientRect().top
    if (body && start !== undefined) setTop(Math.round(start + window.scrollY + body.height))
  })
  return top
}

/** A plain click opens the sheet; with a modifier the browser opens the full page of the link. */
function openClicked(event: MouseEvent, openRequest: OpenRequest): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const id = idOf(event.target)
  if (id === undefined || document.getSelection()?.toString()) return
  event.preventDefault()
  openRequest.open(id)
}

/** The wheel opens the full page in a new tab, on the link and beside it. */
function openInTab(event: MouseEvent, openRequest: OpenRequest): void {
  const id = idOf(event.target)
  if (event.button !== 1 || id === undefined || (event.target instanceof Element && event.target.closest('a'))) return
  window.open(openRequest.addressOf(id), '_blank', 'noopener')
}

/** The request whose row was clicked. */
const idOf = (target: EventTarget): string | undefined =>
  target instanceof Element
    ? target.closest('tbody')?.querySelector<HTMLElement>('[data-request-link]')?.dataset.requestLink
    : undefined

const focusedId = (): string | undefined =>
  document.activeElement instanceof HTMLElement ? document.activeElement.dataset.requestLink : undefined

function useWalk(
  rows: readonly LogRow[],
  lines: readonly LogLine[],
  openRequest: OpenRequest,
  scrollTo: (lineIndex: number) => void,
): void {
  const walk = (step: 1 | -1) => {
    const current = openRequest.id ?? focusedId()
    const index = rows.findIndex(({ id }) => id === current)
    const next = rows[index === -1 ? 0 : index + step]
    if (!next) return
    scrollTo(lines.findIndex(({ id }) => id === next.id))
    if (openRequest.id !== null) openRequest.walkTo(next.id)
    else requestAnimationFrame(() => findRequestLink(next.id)?.focus())
  }
  useShortcut('j', () => walk(1))
  useShortcut('k', () => walk(-1))
  useShortcut('c', () => {
    const id = openRequest.id ?? focusedId()
    if (id !== undefined) void copyText(id).then((isCopied) => isCopied && notify('Request id copied', id))
  })
}
