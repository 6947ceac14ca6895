'use client'
import type { ReactNode } from 'react'
import { cn } from '../cn.ts'
import { CopyButton } from './copy-button.tsx'

export type CopyableProps = {
  /** What lands on the clipboard. */
  value: string
  /** What it is: "request id". The button is named "Copy request id". */
  label: string
  /** Shown instead of the whole value, such as a shortened id. */
  children?: ReactNode
  className?: string
}

/** A value in mono with a copy button: ids, base URLs. */
export function Copyable({ value, label, children, className }: CopyableProps) {
  return (
    <span className={cn('inline-flex min-w-0 max-w-full items-center gap-1', className)}>
      <code className="min-w-0 truncate font-mono text-data">{children ?? value}</code>
      <CopyButton text={value} label={`Copy ${label}`} variant="quiet" />
    </span>
  )
}
