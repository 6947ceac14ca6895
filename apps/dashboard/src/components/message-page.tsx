import { Mark } from '@turnpike/ui/layout/logo'
import Link from 'next/link'
import type { ReactNode } from 'react'

export type MessagePageProps = { title: string; children: ReactNode; action?: ReactNode }

/** A page that says one thing: not found, denied, failed. Every one has a way on. */
export function MessagePage({ title, children, action }: MessagePageProps) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-start gap-4 px-4 py-16">
      <Link href="/" aria-label="Turnpike, start page" className="rounded-control">
        <Mark className="size-8" />
      </Link>
      <h1 className="text-title">{title}</h1>
      <div className="flex flex-col gap-2 text-ink-2">{children}</div>
      {action}
    </div>
  )
}
