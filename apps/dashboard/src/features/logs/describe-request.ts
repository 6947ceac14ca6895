/** The first sentence of a request's detail: what happened, and when it did not go well why and what to do. */
import { formatMoney } from '@turnpike/ui/format/money-text'
import { formatDuration } from '@turnpike/ui/format/quantity-text'
import { capitalize, limitName } from './limit-words.ts'
import type { StoredRequest } from './request-view.ts'
import { attemptResult } from './to-timeline.ts'

type Described = Pick<
  StoredRequest,
  'outcome' | 'providerName' | 'costNanoUsd' | 'totalMs' | 'errorMessage' | 'errorCode' | 'detail'
>

export function describeRequest(request: Described): string {
  switch (request.outcome) {
    case 'succeeded':
      return describeServed(request)
    case 'failed':
      return describeFailed(request)
    case 'refused':
      return describeRefused(request)
    case 'cancelled':
      return `The client went away after ${formatDuration(request.totalMs)}. ${chargeText(request)}`
  }
}

function describeServed(request: Described): string {
  const failed = request.detail.attempts.filter(({ outcome }) => outcome === 'failed')
  const server = request.providerName ?? 'a provider'
  if (failed.length === 0) return `${capitalize(server)} served it in ${formatDuration(request.totalMs)}.`
  return `Provider ${failed.map(describeFailure).join(', then ')}, so ${server} served it.`
}

/** "A failed (503 after 1.20 s)". */
const describeFailure = (attempt: Described['detail']['attempts'][number]): string =>
  `${attempt.providerName} failed (${attemptResult(attempt)} after ${formatDuration(attempt.endedMs - attempt.startedMs)})`

function describeFailed(request: Described): string {
  const failures = request.detail.attempts.filter(({ outcome }) => outcome === 'failed').map(describeFailure)
  const tried = failures.length === 0 ? '' : `Provider ${failures.join(', then ')}. `
  return `${tried}${causeOf(request)} ${chargeText(request)}`
}

function describeRefused(request: Described): string {
  const { refusal } = request.detail
  if (refusal === null) return `Refused: ${causeOf(request)} ${chargeText(request)}`
  const scope = refusal.scopeName === null ? '' : ` of ${refusal.scopeName}`
  const free = formatMoney(BigInt(refusal.freeNanoUsd), 'balance')
  const needed = formatMoney(BigInt(refusal.neededNanoUsd), 'total')
  return `Refused: the ${limitName(refusal.limitSource)}${scope} leaves ${free}, and this request needed up to ${needed}. ${chargeText(request)}`
}

const causeOf = ({ errorMessage, errorCode }: Described): string =>
  withStop(errorMessage ?? capitalize(errorCode?.replaceAll('_', ' ') ?? 'no reason was recorded'))

const withStop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

const chargeText = ({ costNanoUsd }: Described): string =>
  costNanoUsd > 0n
    ? `What had been delivered until then is charged: ${formatMoney(costNanoUsd, 'request')}.`
    : 'Nothing is charged.'
