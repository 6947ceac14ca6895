import { Money } from '@turnpike/ui/figures/money'
import { formatCount } from '@turnpike/ui/format/quantity-text'
import { Panel } from '@turnpike/ui/layout/panel'
import { describeScore, describeStrategy } from './describe-score.ts'
import type { StoredRequest } from './request-view.ts'
import { attemptResult } from './to-timeline.ts'

/** Why this provider: who could serve, in the order they were tried, and who could not and why. */
export function WhyPanel({ request }: { request: StoredRequest }) {
  const { candidates, removed, strategy } = request.detail
  const considered = candidates.length + removed.length
  const title = request.providerName ? `Why ${request.providerName}` : 'Who could have served it'
  return (
    <Panel name="why" title={title} state="ready">
      <p className="mb-3 text-ink-2">
        {formatCount(considered)} {considered === 1 ? 'endpoint serves' : 'endpoints serve'} {request.requestedModel}.{' '}
        {candidates.length === 0 ? 'None of them may serve this request.' : `Ranked: ${describeStrategy(strategy)}.`}
      </p>
      {candidates.length > 0 ? <CandidateTable request={request} /> : null}
      <RunnerUp request={request} />
      {removed.length > 0 ? <Removed removed={removed} requestedModel={request.requestedModel} /> : null}
    </Panel>
  )
}

function CandidateTable({ request }: { request: StoredRequest }) {
  const { candidates } = request.detail
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard cannot scroll the table.
    <section aria-label="Candidates" tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-data">
        <caption className="sr-only">Candidates in the order they are tried</caption>
        <thead>
          <tr className="border-line-strong border-b text-ink-2">
            {['Candidate', 'Tokens in', 'Tokens out', 'State', 'Why here'].map((header) => (
              <th key={header} scope="col" className="whitespace-nowrap py-1 pr-4 text-left font-semibold">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate, index) => (
            <tr
              key={candidate.endpointId}
              className="border-line border-b last:border-b-0"
              data-candidate={candidate.providerId}
            >
              <td className="whitespace-nowrap py-1.5 pr-4">
                {candidate.providerName}
                {candidate.modelId === request.requestedModel ? null : (
                  <span className="block text-ink-2 text-meta">{candidate.modelId}</span>
                )}
              </td>
              <td className="whitespace-nowrap py-1.5 pr-4">
                <Money amount={BigInt(candidate.inputNanoUsdPerMillion)} kind="price" />
              </td>
              <td className="whitespace-nowrap py-1.5 pr-4">
                <Money amount={BigInt(candidate.outputNanoUsdPerMillion)} kind="price" />
              </td>
              <td className="whitespace-nowrap py-1.5 pr-4">{describeState(request, candidate.endpointId, index)}</td>
              <td className="min-w-56 py-1.5 text-ink-2">{describeScore(candidate.score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Shape and word. */
function describeState(
  { detail, endpointId: servedBy, outcome }: StoredRequest,
  endpointId: string,
  index: number,
): string {
  const tries = detail.attempts.filter((attempt) => attempt.endpointId === endpointId)
  const last = tries.at(-1)
  if (last?.outcome === 'succeeded') return outcome === 'succeeded' ? '✓ served' : '✓ answered'
  if (last?.outcome === 'aborted') return '▲ cut off'
  if (last) return `✕ tried, ${attemptResult(last)}`
  if (endpointId === servedBy) return '✓ served'
  if (detail.attempts.length === 0) return '– not tried'
  const triedIds = new Set(detail.attempts.map((attempt) => attempt.endpointId))
  const next = detail.candidates.findIndex((candidate) => !triedIds.has(candidate.endpointId))
  return index === next ? '– next in line' : '– not needed'
}

function RunnerUp({ request }: { request: StoredRequest }) {
  const { runnerUp } = request.detail
  if (runnerUp === null) return null
  const cost = BigInt(runnerUp.costNanoUsd)
  const difference = cost - request.costNanoUsd
  return (
    <p className="mt-3 text-data" data-metric="runner-up">
      For the same usage {runnerUp.providerName} would have cost <Money amount={cost} kind="request" />
      {difference === 0n ? ', the same.' : ', '}
      {difference === 0n ? null : (
        <>
          <Money amount={difference < 0n ? -difference : difference} kind="request" />{' '}
          {difference > 0n ? 'more' : 'less'}.
        </>
      )}
    </p>
  )
}

type RemovedProps = { removed: StoredRequest['detail']['removed']; requestedModel: string }

function Removed({ removed, requestedModel }: RemovedProps) {
  return (
    <div className="mt-4">
      <h3 className="mb-1 font-semibold text-data">Left out</h3>
      <ul className="flex flex-col gap-1 text-data">
        {removed.map((entry) => (
          <li key={`${entry.endpointId} ${entry.filter}`} data-removed={entry.filter} className="flex gap-2">
            <span aria-hidden="true" className="text-ink-3">
              ⊘
            </span>
            <span>
              <span className="font-medium">{entry.providerName}</span>
              {entry.modelId === requestedModel ? '' : ` (${entry.modelId})`}: {entry.reason}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
