'use client'
import { Snippet } from '@turnpike/ui/controls/snippet'
import { Tabs } from '@turnpike/ui/controls/tabs'
import { makeSnippets, type SnippetId } from './make-snippets.ts'

export type SnippetTabsProps = {
  baseUrl: string
  model: string
  /** What is shown in place of the key. */
  shownKey: string
  /** The secret that is copied; absent copies what is shown. */
  secret?: string
  initial?: SnippetId
  onCopied?: (id: SnippetId) => void
}

/** Snippets for each tool. A masked key is shown and the real one copied. */
export function SnippetTabs({ baseUrl, model, shownKey, secret, initial = 'curl', onCopied }: SnippetTabsProps) {
  const shown = makeSnippets({ baseUrl, model, apiKey: shownKey })
  const copied = makeSnippets({ baseUrl, model, apiKey: secret ?? shownKey })
  const tabs = shown.map(({ id, label, text }, index) => ({
    id,
    label,
    content: (
      <Snippet
        text={text}
        copyText={copied[index]?.text ?? text}
        label={`${label} snippet`}
        onCopied={() => onCopied?.(id)}
      />
    ),
  }))
  return <Tabs label="Snippets" tabs={tabs} initial={initial} />
}
