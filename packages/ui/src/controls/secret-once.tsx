'use client'
/** A secret's one showing. It lives in the memory of this component only: never in storage, in the address or in HTML. */
import { type Ref, useState } from 'react'
import { cn } from '../cn.ts'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'

export type SecretOnceProps = {
  secret: string
  /** What may stay visible: "sk-tp-live-…a1b2". */
  maskedText: string
  /** "API key" */
  label: string
  /** Under the secret; absent says that it is shown once. */
  note?: string
  onCopied?: () => void
  /** The copy button, to move focus to it. */
  copyRef?: Ref<HTMLButtonElement>
  className?: string
}

const SHOWN_ONCE = 'Shown once. Leaving this page hides it for good; you can make another.'

export function SecretOnce({ secret, maskedText, label, note, onCopied, copyRef, className }: SecretOnceProps) {
  const [isShown, setIsShown] = useState(false)
  return (
    <div className={cn('flex flex-col gap-2', className)}>
      <div className="flex flex-wrap items-center gap-2 rounded-panel border border-line-strong bg-sunken p-2 pl-3">
        <code className="min-w-0 flex-1 break-all font-mono text-data" data-testid="secret">
          {isShown ? secret : maskedText}
        </code>
        <CopyButton
          text={secret}
          label={`Copy ${label}`}
          variant="primary"
          ref={copyRef}
          {...(onCopied ? { onCopied } : {})}
        >
          Copy
        </CopyButton>
        <Button size="small" aria-pressed={isShown} aria-label={`Show ${label}`} onClick={() => setIsShown(!isShown)}>
          {isShown ? 'Hide' : 'Show'}
        </Button>
      </div>
      <p className="text-ink-3 text-meta">{note ?? SHOWN_ONCE}</p>
    </div>
  )
}
