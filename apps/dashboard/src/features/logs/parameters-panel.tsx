import { formatCount } from '@turnpike/ui/format/quantity-text'
import { Panel } from '@turnpike/ui/layout/panel'
import type { StoredRequest } from './request-view.ts'

/** What was asked beside the content, and what is known of the content: nothing. */
export function ParametersPanel({ request: { detail } }: { request: StoredRequest }) {
  const parameters = Object.entries(detail.parameters)
  return (
    <Panel name="parameters" title="Parameters and payload" state="ready">
      {parameters.length === 0 ? (
        <p className="text-ink-2">No parameters were set.</p>
      ) : (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-data">
          {parameters.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-2">{name}</dt>
              <dd className="min-w-0 break-words font-mono">
                {name === 'tools' ? `${value} defined` : JSON.stringify(value)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {detail.clampedOutputTokens === null ? null : (
        <p className="mt-2 text-data">
          The answer was limited to {formatCount(detail.clampedOutputTokens)} tokens, the most that could be paid for.
        </p>
      )}
      <p className="mt-3 text-data text-ink-2" data-metric="payload">
        Payload: not captured. Messages, tool definitions and answers are not stored; what you see here is all that is
        kept.
      </p>
    </Panel>
  )
}
