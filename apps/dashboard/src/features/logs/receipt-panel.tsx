import { Money } from '@turnpike/ui/figures/money'
import { Receipt } from '@turnpike/ui/figures/receipt'
import { formatCount } from '@turnpike/ui/format/quantity-text'
import { Panel } from '@turnpike/ui/layout/panel'
import type { StoredRequest } from './request-view.ts'
import { toReceiptLines } from './to-receipt-lines.ts'

/** What it cost, line by line; the lines add up to what was charged. */
export function ReceiptPanel({ request }: { request: StoredRequest }) {
  const lines = toReceiptLines(request)
  return (
    <Panel name="receipt" title="Receipt" state="ready">
      {lines.length === 0 ? <p className="mb-2 text-ink-2">Nothing was answered, so nothing is priced.</p> : null}
      <Receipt
        lines={lines}
        total={{ label: 'charged', amount: request.costNanoUsd }}
        note={<Held request={request} />}
      />
      <UsageNote request={request} />
    </Panel>
  )
}

/** What was set aside for it while it ran, and came back. */
function Held({ request: { heldNanoUsd, costNanoUsd } }: { request: StoredRequest }) {
  if (heldNanoUsd === 0n) return 'Nothing was held for it.'
  return (
    <>
      held <Money amount={heldNanoUsd} kind="request" metric="held" />, released{' '}
      <Money amount={heldNanoUsd - costNanoUsd} kind="request" metric="released" />
    </>
  )
}

function UsageNote({ request }: { request: StoredRequest }) {
  const { usageSource, reasoningTokens, providerName } = request
  const notes = [
    usageSource === 'estimated' ? 'The provider reported no usage; tokens were counted by us.' : '',
    reasoningTokens ? `${formatCount(reasoningTokens)} of the tokens out are reasoning.` : '',
    providerName?.endsWith('(simulated)') ? 'The provider is simulated; the prices are real.' : '',
  ].filter((note) => note !== '')
  return notes.length === 0 ? null : <p className="mt-2 text-data text-ink-2">{notes.join(' ')}</p>
}
