'use client'
import type { RefusalRecord } from '@turnpike/contracts/activity/generation-detail'
import { Money } from '@turnpike/ui/figures/money'
import type { MoneyKind } from '@turnpike/ui/format/money-text'
import { formatCount } from '@turnpike/ui/format/quantity-text'
import { formatExact, formatReset } from '@turnpike/ui/format/time-text'
import { Panel } from '@turnpike/ui/layout/panel'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useViewer } from '@/components/viewer-context.tsx'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { capitalize, limitName } from './limit-words.ts'
import type { RequestView } from './request-view.ts'

export type RefusalPanelProps = { place: Place; timeZone: string; view: RequestView; refusal: RefusalRecord }

/** The ceiling that refused it in figures, when it lifts, and what would have let the request pass. */
export function RefusalPanel({ place, timeZone, view, refusal }: RefusalPanelProps) {
  const name = `${limitName(refusal.limitSource)}${refusal.scopeName ? ` of ${refusal.scopeName}` : ''}`
  return (
    <Panel name="refusal" title={`Refused by the ${name}`} state="ready">
      <div className="grid grid-cols-1 gap-x-12 gap-y-4 lg:grid-cols-2">
        <div>
          <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-data sm:max-w-80">
            <Figure label="Needed, at most" amount={refusal.neededNanoUsd} kind="total" metric="needed" />
            <Figure label="Free" amount={refusal.freeNanoUsd} kind="balance" metric="free" />
            <Figure
              label={refusal.limitSource === 'balance' ? 'Balance' : 'Limit'}
              amount={refusal.limitNanoUsd}
              kind="total"
              metric="limit"
            />
            <Figure label="Used" amount={refusal.usedNanoUsd} kind="total" metric="used" />
            <Figure
              label="Reserved by running requests"
              amount={refusal.reservedNanoUsd}
              kind="total"
              metric="reserved"
            />
          </dl>
          <Resets resetsAt={refusal.resetsAt} timeZone={timeZone} />
        </div>
        <div>
          <h3 className="mb-1 font-semibold text-data">What would let it pass</h3>
          <ul className="flex list-disc flex-col gap-1 pl-5 text-data">
            <li>
              <Remedy place={place} view={view} refusal={refusal} />
            </li>
            <li>
              <AffordableOutput tokens={refusal.affordableOutputTokens} />
            </li>
          </ul>
        </div>
      </div>
    </Panel>
  )
}

type FigureProps = { label: string; amount: string | null; kind: MoneyKind; metric: string }

function Figure({ label, amount, kind, metric }: FigureProps) {
  if (amount === null) return null
  return (
    <>
      <dt className="text-ink-2">{label}</dt>
      <dd className="text-right">
        <Money amount={BigInt(amount)} kind={kind} metric={metric} />
      </dd>
    </>
  )
}

function Resets({ resetsAt, timeZone }: { resetsAt: string | null; timeZone: string }) {
  const { nowMs } = useViewer()
  if (resetsAt === null) return <p className="mt-2 text-data text-ink-2">It does not reset by itself.</p>
  const atMs = Date.parse(resetsAt)
  const hasPassed = atMs <= nowMs
  return (
    <p className="mt-2 text-data text-ink-2">
      <time dateTime={resetsAt}>
        {hasPassed ? `It reset on ${formatExact(atMs, timeZone)}.` : capitalize(formatReset(atMs, nowMs, timeZone))}
      </time>
    </p>
  )
}

/** The one thing that raises this ceiling, as a link where the viewer may do it. */
function Remedy({ place, view, refusal }: Omit<RefusalPanelProps, 'timeZone'>): ReactNode {
  const keyAddress = `${workspaceAddress(place.organization, place.workspace)}/keys/${view.key.id}`
  switch (refusal.limitSource) {
    case 'balance':
      return view.canBuyCredits ? (
        <Link href={`/o/${place.organization}/billing`} className="text-link underline">
          Add credits
        </Link>
      ) : (
        'Ask an owner or somebody who handles billing to add credits.'
      )
    case 'key_limit':
      return view.key.isOpenable ? (
        <Link href={keyAddress} className="text-link underline">
          Raise the limit of {view.key.name}
        </Link>
      ) : (
        `Ask an owner or admin to raise the limit of ${view.key.name}.`
      )
    default:
      return `Ask an owner or admin to raise the ${limitName(refusal.limitSource)}.`
  }
}

function AffordableOutput({ tokens }: { tokens: number | null }): ReactNode {
  if (tokens === null) return 'Send a shorter prompt: no value of max_tokens would have made this one fit.'
  return (
    <>
      Set <code className="font-mono" data-metric="affordable-output">{`max_tokens: ${tokens}`}</code> or less:{' '}
      {formatCount(tokens)} was the largest output that fitted at that moment.
    </>
  )
}
