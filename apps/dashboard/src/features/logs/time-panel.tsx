import { cn } from '@turnpike/ui/cn'
import { Duration } from '@turnpike/ui/figures/quantity'
import { formatDuration, formatRate } from '@turnpike/ui/format/quantity-text'
import { Panel } from '@turnpike/ui/layout/panel'
import type { StoredRequest } from './request-view.ts'
import { type TimelinePart, toTimeline } from './to-timeline.ts'

/** Where the time went: a table whose rows are bars, so the picture and its figures are one thing. */
export function TimePanel({ request }: { request: StoredRequest }) {
  const parts = toTimeline({ totalMs: request.totalMs, attempts: request.detail.attempts })
  return (
    <Panel
      name="time"
      title={
        <>
          Time, <Duration durationMs={request.totalMs} metric="total-time" />
        </>
      }
      state="ready"
    >
      <table className="w-full text-data">
        <caption className="sr-only">Steps of the request, from its arrival to its end</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Starts after</th>
            <th scope="col">Takes</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <PartRow key={part.id} part={part} totalMs={request.totalMs} />
          ))}
        </tbody>
      </table>
      <FirstToken request={request} />
    </Panel>
  )
}

const FILL = { gateway: 'bg-line-strong', attempt: 'bg-accent', settle: 'bg-line-strong' } as const

function PartRow({ part, totalMs }: { part: TimelinePart; totalMs: number }) {
  const { startMs, endMs } = part
  const at = (instantMs: number) => `${totalMs === 0 ? 0 : (instantMs / totalMs) * 100}%`
  return (
    <tr data-segment={part.kind} data-start-ms={startMs} data-end-ms={endMs}>
      <th scope="row" className="max-w-36 truncate py-1 pr-3 text-left font-normal">
        {part.label}
      </th>
      <td className="w-full py-1">
        <span className="sr-only">{formatDuration(startMs)}</span>
        <div aria-hidden="true" className="relative h-3 border-line border-l">
          <div
            className={cn('absolute inset-y-0 min-w-0.5', part.hasFailed ? 'bg-danger-fill' : FILL[part.kind])}
            style={{ left: at(startMs), width: at(endMs - startMs) }}
          />
          {part.firstTokenMs === null ? null : (
            <div className="absolute -inset-y-0.5 w-0.5 bg-ink" style={{ left: at(part.firstTokenMs) }} />
          )}
        </div>
      </td>
      <td className="whitespace-nowrap py-1 pl-3 text-right">
        <Duration durationMs={endMs - startMs} />
      </td>
      <td className={cn('whitespace-nowrap py-1 pl-2', part.hasFailed && 'text-danger')}>
        {part.hasFailed ? <span aria-hidden="true">✕ </span> : null}
        {part.result}
      </td>
    </tr>
  )
}

function FirstToken({
  request: { firstTokenMs, outcome, outputTokens, streamed, totalMs },
}: {
  request: StoredRequest
}) {
  if (firstTokenMs === null) {
    const isWhole = outcome === 'succeeded' && !streamed
    const text = isWhole ? 'The answer came in one piece.' : 'No token reached the client.'
    return <p className="mt-2 text-data text-ink-2">{text}</p>
  }
  const seconds = (totalMs - firstTokenMs) / 1_000
  const rate = outputTokens && seconds > 0 ? ` · ${formatRate(outputTokens / seconds)}` : ''
  return (
    <p className="mt-2 text-data text-ink-2">
      <span aria-hidden="true">┃ </span>first token after <Duration durationMs={firstTokenMs} metric="first-token" />
      {rate}
    </p>
  )
}
