'use client'
/** The range in five figures, each against the range before; each opens the requests that it sums. */
import { Delta } from '@turnpike/ui/figures/delta'
import { Money } from '@turnpike/ui/figures/money'
import { Count, Duration, Percent, TokenFigure } from '@turnpike/ui/figures/quantity'
import { Skeleton } from '@turnpike/ui/layout/panel'
import type { ReactNode } from 'react'
import { FigureLink } from '@/components/figure-link.tsx'
import { QueryPanel } from '@/components/query-panel.tsx'
import { errorShareOf, tokensOf } from './usage-rates.ts'
import type { LatencyQuery, ShownReport, UsageReportQuery } from './use-usage-report.ts'

type FiguresPanelProps = {
  report: UsageReportQuery
  latency: LatencyQuery
  /** "previous 7 days". */
  base: string
  links: { rows: string | null; failed: string | null }
}

export function FiguresPanel({ report, latency, base, links }: FiguresPanelProps) {
  return (
    <QueryPanel
      name="figures"
      title="In this range"
      query={report}
      skeleton={<Skeleton lines={3} className="h-6" />}
      action={
        report.data?.previousTotals ? <p className="text-ink-3 text-meta">Changes against the {base}</p> : undefined
      }
    >
      {(data) => (
        <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5">
          <SumFigures report={data} links={links} />
          <Figure label="p95 duration">
            <LatencyFigure latency={latency} href={links.rows} />
          </Figure>
        </dl>
      )}
    </QueryPanel>
  )
}

function SumFigures({
  report: { totals, previousTotals: before },
  links,
}: {
  report: ShownReport
  links: FiguresPanelProps['links']
}) {
  const [errors, errorsBefore] = [errorShareOf(totals), before && errorShareOf(before)]
  return (
    <>
      <Figure
        label="Spend"
        delta={before ? <Delta of="money" current={totals.costNanoUsd} previous={before.costNanoUsd} /> : null}
      >
        <FigureLink href={links.rows} label="Spend">
          <Money amount={totals.costNanoUsd} kind="total" metric="spend" />
        </FigureLink>
      </Figure>
      <Figure
        label="Requests"
        delta={before ? <Delta of="count" current={totals.requests} previous={before.requests} /> : null}
      >
        <FigureLink href={links.rows} label="Requests">
          <Count count={totals.requests} metric="requests" />
        </FigureLink>
      </Figure>
      <Figure
        label="Tokens"
        delta={before ? <Delta of="count" current={tokensOf(totals)} previous={tokensOf(before)} /> : null}
      >
        <FigureLink href={links.rows} label="Tokens">
          <TokenFigure count={tokensOf(totals)} metric="tokens" />
        </FigureLink>
      </Figure>
      <Figure
        label="Errors"
        delta={
          errors !== null && errorsBefore !== null ? (
            <Delta of="share" current={errors} previous={errorsBefore} />
          ) : null
        }
      >
        {errors === null ? (
          '–'
        ) : (
          <FigureLink href={links.failed} label="Errors">
            <Percent share={errors} metric="error-share" />
          </FigureLink>
        )}
      </Figure>
    </>
  )
}

function LatencyFigure({ latency, href }: { latency: LatencyQuery; href: string | null }) {
  if (latency.isError)
    return (
      <button type="button" onClick={() => void latency.refetch()} className="min-h-6 text-body text-link underline">
        Not loaded. Try again
      </button>
    )
  if (!latency.data) return <Skeleton lines={1} className="w-20" />
  const { current, previous } = latency.data
  if (current.p95Ms === null) return <>–</>
  return (
    <>
      <FigureLink href={href} label="p95 duration">
        <Duration durationMs={current.p95Ms} metric="p95" />
      </FigureLink>
      {previous?.p95Ms != null ? (
        <span className="block text-body">
          <Delta of="duration" current={current.p95Ms} previous={previous.p95Ms} />
        </span>
      ) : null}
    </>
  )
}

function Figure({ label, delta, children }: { label: string; delta?: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-2">{label}</dt>
      <dd className="text-figure">
        {children}
        {delta ? <span className="block text-body">{delta}</span> : null}
      </dd>
    </div>
  )
}
