'use client'
/** The receipt and the explanation of one request: the sentence first, the evidence under it. */
import { CopyButton } from '@turnpike/ui/controls/copy-button'
import { Copyable } from '@turnpike/ui/controls/copyable'
import { Instant } from '@turnpike/ui/figures/instant'
import { StatusMark } from '@turnpike/ui/figures/status-mark'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { describeRequest } from './describe-request.ts'
import { toStatusMark } from './describe-row.ts'
import { ParametersPanel } from './parameters-panel.tsx'
import { ReceiptPanel } from './receipt-panel.tsx'
import { RefusalPanel } from './refusal-panel.tsx'
import type { RequestView } from './request-view.ts'
import { TimePanel } from './time-panel.tsx'
import { toCurl } from './to-curl.ts'
import { WhyPanel } from './why-panel.tsx'

export type RequestDetailProps = { place: Place; timeZone: string; view: RequestView }

export function RequestDetail({ place, timeZone, view }: RequestDetailProps) {
  const { request } = view
  const { refusal, candidates, removed } = request.detail
  const wasRouted = candidates.length + removed.length > 0
  return (
    <div className="flex flex-col gap-4" data-request={request.id}>
      <Headline view={view} />
      <Facts place={place} timeZone={timeZone} view={view} />
      <p className="text-read" data-metric="explanation">
        {describeRequest(request)}
      </p>
      {refusal ? <RefusalPanel place={place} timeZone={timeZone} view={view} refusal={refusal} /> : null}
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <ReceiptPanel request={request} />
        <TimePanel request={request} />
      </div>
      {wasRouted ? <WhyPanel request={request} /> : null}
      <ParametersPanel request={request} />
    </div>
  )
}

function Headline({ view: { request, baseUrl } }: { view: RequestView }) {
  const retries = Math.max(0, request.detail.attempts.length - 1)
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
        <Copyable value={request.id} label="request id" />
        <span className="font-semibold">
          <StatusMark {...toStatusMark(request)} />
          {retries > 0 ? ` after ${retries} ${retries === 1 ? 'retry' : 'retries'}` : ''}
        </span>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={toCurl(request, baseUrl)} label="Copy curl">
          Copy curl
        </CopyButton>
        <CopyLinkButton requestId={request.id} />
      </div>
    </div>
  )
}

/** The short link works for everybody who may see the request, in whichever workspace it is. */
function CopyLinkButton({ requestId }: { requestId: string }) {
  const origin = typeof window === 'undefined' ? '' : window.location.origin
  return (
    <CopyButton text={`${origin}/r/${requestId}`} label="Copy link">
      Copy link
    </CopyButton>
  )
}

function Facts({ place, timeZone, view }: RequestDetailProps) {
  const { request, key, person } = view
  const keyAddress = `${workspaceAddress(place.organization, place.workspace)}/keys/${key.id}`
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-data sm:grid-cols-[auto_1fr_auto_1fr]">
      <Fact label="Time">
        <Instant atMs={request.createdAtMs} timeZone={timeZone} shown="exact" className="whitespace-normal" />
        {timeZone === 'UTC' ? null : (
          <span className="block text-ink-2">
            UTC <Instant atMs={request.createdAtMs} timeZone="UTC" shown="time" />
          </span>
        )}
      </Fact>
      <Fact label="Model">
        {request.requestedModel || 'none named'}
        {request.servedModel && request.servedModel !== request.requestedModel ? ` → ${request.servedModel}` : ''}
      </Fact>
      <Fact label="Key">
        {key.isOpenable ? (
          <Link href={keyAddress} className="text-link underline">
            {key.name}
          </Link>
        ) : (
          key.name
        )}
        {key.isRevoked ? ' (revoked)' : ''} · {person ?? 'system key'}
      </Fact>
      <Fact label="App">{request.appTitle ?? request.appReferer ?? 'not named'}</Fact>
      {request.finishReason ? <Fact label="Ended with">{describeFinish(request)}</Fact> : null}
      {request.endUser ? <Fact label="End user">{request.endUser}</Fact> : null}
      {request.clientSessionId ? <Fact label="Session">{request.clientSessionId}</Fact> : null}
      {request.upstreamId ? (
        <Fact label="Provider’s id">
          <Copyable value={request.upstreamId} label="provider’s id" />
        </Fact>
      ) : null}
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

/** Ours, and the provider's own word when it is another. */
const describeFinish = ({ finishReason, nativeFinishReason, streamed }: RequestView['request']): string =>
  [
    finishReason,
    nativeFinishReason && nativeFinishReason !== finishReason ? `(${nativeFinishReason})` : '',
    streamed ? '· streamed' : '· not streamed',
  ]
    .filter(Boolean)
    .join(' ')
