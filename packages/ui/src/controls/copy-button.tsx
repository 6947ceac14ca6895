'use client'
import { Check, Copy } from 'lucide-react'
import { type Ref, useEffect, useState } from 'react'
import { Button, type ButtonLook } from './button.tsx'
import { copyText } from './copy-text.ts'

const CONFIRMATION_MS = 2_000

export type CopyButtonProps = ButtonLook & {
  /** What lands on the clipboard. */
  text: string
  /** What is copied, for a screen reader: "Copy base URL". */
  label: string
  /** Words on the button; absent shows the icon alone. */
  children?: string
  onCopied?: () => void
  /** The button itself, to move focus to it. */
  ref?: Ref<HTMLButtonElement> | undefined
  className?: string
}

/** Copies, says so in a polite live region, and keeps its width. */
export function CopyButton({ text, label, children, onCopied, className, ...look }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle')

  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => setOutcome('idle'), CONFIRMATION_MS)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async () => {
    const isCopied = await copyText(text)
    setOutcome(isCopied ? 'copied' : 'failed')
    if (isCopied) onCopied?.()
  }
  const Icon = outcome === 'copied' ? Check : Copy
  return (
    <>
      <Button
        size={children ? 'small' : 'icon'}
        {...look}
        aria-label={label}
        onClick={copy}
        className={className ?? (children ? '' : 'size-7')}
      >
        <Icon aria-hidden="true" className="size-3.5" />
        {children}
      </Button>
      <span role="status" className="sr-only">
        {ANNOUNCEMENTS[outcome]}
      </span>
    </>
  )
}

const ANNOUNCEMENTS = {
  idle: '',
  copied: 'Copied',
  failed: 'Copying was blocked. Select the text and copy it.',
} as const
