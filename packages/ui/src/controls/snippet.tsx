'use client'
import { cn } from '../cn.ts'
import { CopyButton } from './copy-button.tsx'

export type SnippetProps = {
  /** What is shown; a key in it is masked. */
  text: string
  /** What is copied; absent copies what is shown. */
  copyText?: string
  /** What it is: "curl command". */
  label: string
  onCopied?: () => void
  className?: string
}

/** A block of code with a copy button. It shows a masked key and copies the real one. */
export function Snippet({ text, copyText, label, onCopied, className }: SnippetProps) {
  return (
    <div className={cn('flex items-start rounded-panel border border-line bg-sunken', className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard cannot scroll the code. */}
      <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto p-4 pr-2 font-mono text-data">
        <code>{text}</code>
      </pre>
      <CopyButton
        text={copyText ?? text}
        label={`Copy ${label}`}
        className="m-2 size-8"
        {...(onCopied ? { onCopied } : {})}
      />
    </div>
  )
}
