import { cn } from '@turnpike/ui/cn'
import { Instant } from '@turnpike/ui/figures/instant'
import { Money } from '@turnpike/ui/figures/money'
import { Duration } from '@turnpike/ui/figures/quantity'
import { StatusMark } from '@turnpike/ui/figures/status-mark'
import { formatCount } from '@turnpike/ui/format/quantity-text'
import type { LogRow } from '@/server/logs/to-log-row.ts'
import { countRetries, explainRow, providerText, toProviderSteps, toStatusMark } from './describe-row.ts'

const CELL = 'px-2 first:pl-3 last:pr-3'
/** Only on wide screens; on narrow ones the second line of another cell says it. */
const WIDE = 'max-lg:hidden'
const NARROW = 'lg:hidden text-ink-2 text-meta'

export const COLUMNS = [
  { id: 'time', header: 'Time', className: 'w-28 max-sm:w-24' },
  { id: 'status', header: 'Status', className: 'w-29 max-sm:hidden' },
  { id: 'model', header: 'Model', className: 'w-full lg:w-[20%]' },
  { id: 'provider', header: 'Provider', className: WIDE },
  { id: 'key', header: 'Key', className: `w-32 ${WIDE}` },
  { id: 'tokens', header: 'Tokens in → out', className: `w-32 text-right ${WIDE}` },
  { id: 'cost', header: 'Cost', className: 'w-26 text-right' },
  { id: 'first-token', header: 'TTFT', className: `w-18 text-right ${WIDE}` },
  { id: 'total', header: 'Total', className: `w-18 text-right ${WIDE}` },
] as const

export type RequestRowProps = {
  row: LogRow
  timeZone: string
  /** Position among all rows, from 2: the header is the first. */
  rowIndex: number
  address: string
  isOpen: boolean
  isFresh: boolean
}

/** One request: a line of figures and, when it did not succeed, a line that says why. */
export function RequestRow({ row, timeZone, rowIndex, address, isOpen, isFresh }: RequestRowProps) {
  const reason = explainRow(row)
  const look = cn(
    'cursor-pointer group-hover/request:bg-sunken transition-colors duration-600',
    isOpen && 'bg-accent-soft',
    isFresh && 'starting:bg-accent-soft',
  )
  const line = reason === null ? 'border-b' : ''
  return (
    <>
      <tr aria-rowindex={rowIndex} className={cn(look, line, 'h-9 border-line max-lg:h-14')} data-status={row.outcome}>
        <td className={CELL}>
          <a href={address} data-request-link={row.id} className="rounded-control text-link hover:underline">
            <Instant atMs={row.createdAtMs} timeZone={timeZone} shown="time" />
          </a>
          <div className="sm:hidden">
            <Status row={row} />
          </div>
        </td>
        <td className={cn(CELL, 'max-sm:hidden')}>
          <Status row={row} />
        </td>
        <td className={cn(CELL, 'w-full max-w-0 lg:w-auto')}>
          <ModelName row={row} />
          <div className={cn(NARROW, 'relative truncate')}>
            <Providers row={row} /> · <KeyName row={row} /> · <Tokens row={row} />
          </div>
        </td>
        <td className={cn(CELL, WIDE, 'relative max-w-0 truncate')} title={providerText(toProviderSteps(row))}>
          <Providers row={row} />
        </td>
        <td className={cn(CELL, WIDE, 'relative max-w-0 truncate')}>
          <KeyName row={row} />
        </td>
        <td className={cn(CELL, WIDE, 'whitespace-nowrap text-right')}>
          <Tokens row={row} />
        </td>
        <td className={cn(CELL, 'text-right')}>
          <Money amount={row.costNanoUsd} kind="request" />
          <div className={NARROW}>
            <Duration durationMs={row.totalMs} />
          </div>
        </td>
        <td className={cn(CELL, WIDE, 'text-right')}>
          {row.firstTokenMs === null ? <None /> : <Duration durationMs={row.firstTokenMs} />}
        </td>
        <td className={cn(CELL, WIDE, 'text-right')}>
          <Duration durationMs={row.totalMs} />
        </td>
      </tr>
      {reason === null ? null : (
        <tr className={cn(look, 'border-line border-b')}>
          <td className="max-sm:hidden" colSpan={2} />
          <td className="px-2 pb-2 text-ink-2 max-sm:pl-3" colSpan={7}>
            {reason}
          </td>
        </tr>
      )}
    </>
  )
}

function Status({ row }: { row: LogRow }) {
  const retries = countRetries(row)
  return (
    <span className="whitespace-nowrap">
      <StatusMark {...toStatusMark(row)} />
      {retries > 0 ? (
        <span title={retryText(retries)}>
          {' '}
          <span aria-hidden="true">↻{retries}</span>
          <span className="sr-only">{retryText(retries)}</span>
        </span>
      ) : null}
    </span>
  )
}

const retryText = (retries: number): string => `after ${retries} ${retries === 1 ? 'retry' : 'retries'}`

/** Asked for, and what answered when it was another. */
function ModelName({ row }: { row: LogRow }) {
  const isOther = row.servedModel !== null && row.servedModel !== row.requestedModel
  const asked = row.requestedModel === '' ? 'no model named' : row.requestedModel
  const text = isOther ? `${asked} → ${row.servedModel}` : asked
  return (
    <div className="truncate" title={text}>
      {text}
    </div>
  )
}

function Providers({ row }: { row: LogRow }) {
  const steps = toProviderSteps(row)
  if (steps.length === 0) return <span className="text-ink-3">not routed</span>
  return steps.map(({ name, hasFailed }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: one provider can be called twice, and the steps never change.
    <span key={index}>
      {index > 0 ? ' → ' : ''}
      {index < steps.length - 1 ? withoutSimulated(name) : name}
      {hasFailed ? (
        <>
          <span aria-hidden="true" className="text-danger">
            ✕
          </span>
          <span className="sr-only"> failed</span>
        </>
      ) : null}
    </span>
  ))
}

/** Where there are several, the last one says it for all: simulated providers come together. */
const withoutSimulated = (name: string): string => name.replace(/ \(simulated\)$/, '')

function KeyName({ row: { key } }: { row: LogRow }) {
  const text = key.isRevoked ? `${key.name} (revoked)` : key.name
  return <span title={text}>{text}</span>
}

function Tokens({ row: { inputTokens, outputTokens } }: { row: LogRow }) {
  if (inputTokens === null && outputTokens === null) return <None />
  const [input, output] = [inputTokens, outputTokens].map((count) => (count === null ? '–' : formatCount(count)))
  return (
    <span>
      <span className="sr-only">{`${input} tokens in, ${output} out`}</span>
      <span aria-hidden="true">{`${input} → ${output}`}</span>
    </span>
  )
}

const None = () => <span className="text-ink-3">–</span>
