'use client'
/** One successful call with the person's own key: the key, something to paste, and the request as it arrives. */
import { formatKey } from '@turnpike/ui/format/quantity-text'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import { Panel } from '@turnpike/ui/layout/panel'
import Link from 'next/link'
import { QueryPanel } from '@/components/query-panel.tsx'
import { SnippetTabs } from '@/features/connect/snippet-tabs.tsx'
import { PageHeader } from '@/features/shell/page-header.tsx'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { FirstRequestPanel, WaitingPanel } from './first-request-panel.tsx'
import { NextSteps } from './next-steps.tsx'
import { RunHere } from './run-here.tsx'
import { type KnownKey, useWelcomeKey } from './use-welcome-key.ts'
import { WelcomeKeyPanel } from './welcome-key-panel.tsx'

export function WelcomePage({ place, canBuy }: { place: Place; canBuy: boolean }) {
  const { welcome, key: welcomeKey } = useWelcomeKey(place)
  const { key, secret } = welcomeKey
  // The place of the other steps is kept while the first key is made, so that nothing moves when it is there.
  const isFirst = welcomeKey.isMaking && !key
  const { baseUrl, model } = welcome.data ?? { baseUrl: null, model: null }
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageHeader title="Make your first call">
        <Link
          href={workspaceAddress(place.organization, place.workspace)}
          className="text-link underline underline-offset-2"
        >
          Skip to dashboard →
        </Link>
      </PageHeader>
      {welcome.data ? (
        <WelcomeKeyPanel place={place} welcomeKey={welcomeKey} onRevoked={() => void welcome.refetch()} />
      ) : (
        <QueryPanel name="welcome-key" title="1 · Your key" query={welcome}>
          {() => null}
        </QueryPanel>
      )}
      {baseUrl && (secret || isFirst) ? (
        <CallPanel baseUrl={baseUrl} model={model} secret={secret} shownKey={toShownKey(key)} />
      ) : null}
      {baseUrl && key ? (
        <FirstRequestPanel key={key.id} place={place} known={key} baseUrl={baseUrl} step={secret ? 3 : 2} />
      ) : null}
      {isFirst ? <WaitingPanel step={3} /> : null}
      <NextSteps place={place} keyId={key?.id ?? null} canBuy={canBuy} />
    </div>
  )
}

const toShownKey = (key: KnownKey | null): string => (key ? formatKey(key.prefix, key.lastFour) : 'sk-tp-…')

type CallPanelProps = { baseUrl: string; model: string | null; secret: string | null; shownKey: string }

/** Step 2: for a terminal, or for a phone the button, which comes first there. */
function CallPanel({ baseUrl, model, secret, shownKey }: CallPanelProps) {
  return (
    <Panel
      name="welcome-call"
      title="2 · Paste this"
      state={model === null ? 'empty' : 'ready'}
      empty={
        <EmptyState title="The catalogue is being set up">
          There is no model to call yet. Reload in a minute.
        </EmptyState>
      }
    >
      {model === null ? null : (
        <div className="flex flex-col gap-4">
          <div className="min-w-0 pointer-coarse:order-last">
            <SnippetTabs baseUrl={baseUrl} model={model} shownKey={shownKey} {...(secret ? { secret } : {})} />
          </div>
          <RunHere baseUrl={baseUrl} model={model} secret={secret} />
        </div>
      )}
    </Panel>
  )
}
