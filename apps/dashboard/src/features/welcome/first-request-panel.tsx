'use client'
/** Step 3: waits for the first request, then says what it was, what it cost and who served it, or why it failed. */
import { buttonClass } from '@turnpike/ui/controls/button'
import { Money } from '@turnpike/ui/figures/money'
import { Duration } from '@turnpike/ui/figures/quantity'
import { StatusMark } from '@turnpike/ui/figures/status-mark'
import { Panel } from '@turnpike/ui/layout/panel'
import Link from 'next/link'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { explainFirstRequest, type FirstRequest } from './explain-first-request.ts'
import { useFirstRequest } from './use-first-request.ts'
import type { KnownKey } from './use-welcome-key.ts'

type FirstRequestPanelProps = { place: Place; known: KnownKey; baseUrl: string; step: number }

export function FirstRequestPanel({ place, known, baseUrl, step }: FirstRequestPanelProps) {
  const { request, unknownLastFour, isSilent } = useFirstRequest(place, known.id)
  const waiting = (
    <div className="flex flex-col gap-2">
      {unknownLastFour === null ? (
        <Listening />
      ) : (
        <UnknownKey usedLastFour={unknownLastFour} ownLastFour={known.lastFour} />
      )}
      {isSilent ? <Hints host={new URL(baseUrl).host} /> : null}
    </div>
  )
  return (
    <>
      <Panel name="welcome-request" title={titleOf(step)} state={request ? 'ready' : 'empty'} empty={waiting}>
        {request ? <Outcome place={place} request={request} /> : null}
      </Panel>
      <p role="status" className="sr-only">
        {toAnnouncement(request)}
      </p>
    </>
  )
}

const titleOf = (step: number): string => `${step} · Watch it arrive`

/** The same before there is a key to listen for. */
export function WaitingPanel({ step }: { step: number }) {
  return <Panel name="welcome-request" title={titleOf(step)} state="empty" empty={<Listening />} />
}

function Listening() {
  return (
    <p>
      <span aria-hidden="true">◌ </span>Listening for your first request…
    </p>
  )
}

/** Changes once when it fails and once when it succeeds, so a screen reader says each once. */
function toAnnouncement(request: FirstRequest | null): string {
  if (request === null) return ''
  return request.outcome === 'succeeded' ? 'First request succeeded' : `First request failed with ${request.status}`
}

function Outcome({ place, request }: { place: Place; request: FirstRequest }) {
  const isSuccess = request.outcome === 'succeeded'
  const receipt = `${workspaceAddress(place.organization, place.workspace)}/logs/${request.id}`
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="flex min-w-0 flex-col gap-1">
        <p className="tabular-nums" data-testid="first-request">
          {isSuccess ? (
            <>
              <span aria-hidden="true" className="text-positive">
                ✓{' '}
              </span>
              {request.status}
            </>
          ) : (
            <StatusMark status={request.outcome === 'refused' ? 'refused' : 'failed'} word={String(request.status)} />
          )}
          {' · '}
          <Duration durationMs={request.totalMs} metric="first-request-duration" />
          {' · '}
          <Money amount={request.costNanoUsd} kind="request" metric="first-request-cost" />
          {request.providerName ? ` · served by ${request.providerName}` : null}
        </p>
        {isSuccess ? null : <p className="text-ink-2">{explainFirstRequest(request)} Still listening.</p>}
      </div>
      <Link href={receipt} className={buttonClass({ variant: isSuccess ? 'primary' : 'secondary' })}>
        Open receipt
      </Link>
    </div>
  )
}

/** It has no tenant, so it may be somebody else's request: the question says so. */
function UnknownKey({ usedLastFour, ownLastFour }: { usedLastFour: string; ownLastFour: string }) {
  return (
    <p>
      <StatusMark status="failed" word="401" /> · A request came with a key ending{' '}
      <code className="font-mono">…{usedLastFour}</code>, which is not known here. Yours ends{' '}
      <code className="font-mono">…{ownLastFour}</code>. If that was you, copy the key again, whole. Still listening.
    </p>
  )
}

function Hints({ host }: { host: string }) {
  return (
    <p className="text-ink-2">
      Nothing yet? Check: the key is copied whole · the base URL ends in <code className="font-mono">/v1</code> · your
      network allows <code className="font-mono">{host}</code>.
    </p>
  )
}
