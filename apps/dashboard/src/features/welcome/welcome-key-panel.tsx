'use client'
/** Step 1: the key. Its secret once; afterwards only that it cannot be shown any more, and what to do then. */
import { Button } from '@turnpike/ui/controls/button'
import { SecretOnce } from '@turnpike/ui/controls/secret-once'
import { formatKey } from '@turnpike/ui/format/quantity-text'
import { Panel, type PanelState } from '@turnpike/ui/layout/panel'
import { useState } from 'react'
import { toProblemText } from '@/features/keys/form-problem.tsx'
import { RevokeKeyDialog } from '@/features/keys/revoke-key-dialog.tsx'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import type { KnownKey, WelcomeKey } from './use-welcome-key.ts'

type WelcomeKeyPanelProps = { place: Place; welcomeKey: WelcomeKey; onRevoked: () => void }

export function WelcomeKeyPanel({ place, welcomeKey, onRevoked }: WelcomeKeyPanelProps) {
  const { key, secret, error, makeAnother, isMaking } = welcomeKey
  return (
    <Panel
      name="welcome-key"
      title="1 · Your key"
      state={stateOf(welcomeKey)}
      skeleton={<SecretSkeleton />}
      error={{
        message: `The key was not made. ${error ? toProblemText(error) : ''}`,
        ...(error?.data?.errorId ? { errorId: error.data.errorId } : {}),
        onRetry: makeAnother,
      }}
      empty={
        <div className="flex flex-col items-start gap-3">
          <p>You have no active key here.</p>
          <Button variant="primary" isPending={isMaking} onClick={makeAnother}>
            Make a new key
          </Button>
        </div>
      }
    >
      {key && secret ? (
        <SecretOnce secret={secret} maskedText={formatKey(key.prefix, key.lastFour)} label="API key" />
      ) : null}
      {key && !secret ? (
        <LostSecret place={place} known={key} isMaking={isMaking} onMake={makeAnother} onRevoked={onRevoked} />
      ) : null}
    </Panel>
  )
}

/** As tall as the secret that takes its place. */
function SecretSkeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-2">
      <div className="skeleton h-11.5 rounded-panel" />
      <p className="skeleton text-meta text-transparent">
        Shown once. Leaving this page hides it for good; you can make another.
      </p>
    </div>
  )
}

function stateOf({ key, secret, error, isMaking }: WelcomeKey): PanelState {
  if (secret) return 'ready'
  if (error) return 'error'
  if (isMaking && !key) return 'loading'
  return key ? 'ready' : 'empty'
}

type LostSecretProps = {
  place: Place
  known: KnownKey
  isMaking: boolean
  onMake: () => void
  onRevoked: () => void
}

function LostSecret({ place, known, isMaking, onMake, onRevoked }: LostSecretProps) {
  const [isRevoking, setIsRevoking] = useState(false)
  return (
    <div className="flex flex-col items-start gap-3">
      <p>
        <code className="font-mono text-data">{formatKey(known.prefix, known.lastFour)}</code>
      </p>
      <p>This key's secret is no longer available. If you have saved it, it keeps working.</p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" isPending={isMaking} onClick={onMake}>
          Make a new key
        </Button>
        <Button onClick={() => setIsRevoking(true)}>Revoke …{known.lastFour}</Button>
      </div>
      {isRevoking ? (
        <RevokeKeyDialog place={place} target={known} onClose={() => setIsRevoking(false)} onRevoked={onRevoked} />
      ) : null}
    </div>
  )
}
