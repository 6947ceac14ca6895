import { Logo } from '@turnpike/ui/layout/logo'
import Link from 'next/link'
import type { ReactNode } from 'react'

/** The frame of the access pages. */
export function AccessCard({ title, children, foot }: { title: string; children: ReactNode; foot: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 items-center px-4 md:px-6">
        <Link href="/" className="rounded-control">
          <Logo />
        </Link>
      </header>
      <main id="main" className="flex flex-1 items-start justify-center px-4 pt-6 pb-16 sm:pt-14">
        <div className="flex w-full max-w-96 flex-col gap-5 rounded-panel border border-line bg-surface p-5 sm:p-7">
          <h1 className="text-title">{title}</h1>
          {children}
          <p className="text-ink-2">{foot}</p>
        </div>
      </main>
    </div>
  )
}
