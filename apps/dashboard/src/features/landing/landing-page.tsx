import { buttonClass } from '@turnpike/ui/controls/button'
import { Copyable } from '@turnpike/ui/controls/copyable'
import { Logo } from '@turnpike/ui/layout/logo'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { SnippetTabs } from '@/features/connect/snippet-tabs.tsx'
import { SampleReceipt } from './sample-receipt.tsx'

export type LandingPageProps = {
  baseUrl: string
  /** From configuration: "5.5% (at least $0.80) when you buy credits". */
  feeText: string
  starterModel: string
  isSignedIn: boolean
  /** The price table, or the sentence that stands in for it. */
  prices: ReactNode
}

/** Server-rendered: all of it is there without JavaScript. */
export function LandingPage(landing: LandingPageProps) {
  const start = landing.isSignedIn
    ? { href: '/home', short: 'Open dashboard', long: 'Open dashboard' }
    : { href: '/signup', short: 'Start', long: 'Start with a free call' }
  return (
    <div className="mx-auto max-w-6xl px-4 md:px-6">
      <LandingHeader start={start} isSignedIn={landing.isSignedIn} />
      <main id="main" className="flex flex-col gap-12 pb-16 md:gap-16">
        <Hero {...landing} start={start} />
        <section aria-labelledby="works-with">
          <h2 id="works-with" className="mb-3 text-title">
            Works with what you have
          </h2>
          <SnippetTabs baseUrl={landing.baseUrl} model={landing.starterModel} shownKey="$TURNPIKE_API_KEY" />
        </section>
        <section aria-labelledby="models" className="min-w-0 scroll-mt-6">
          <h2 id="models" className="mb-1 scroll-mt-6 text-title">
            Models and prices
          </h2>
          {landing.prices}
        </section>
      </main>
    </div>
  )
}

type Start = { href: string; short: string; long: string }

function LandingHeader({ start, isSignedIn }: { start: Start; isSignedIn: boolean }) {
  return (
    <header className="flex h-16 items-center gap-4">
      <Link href="/" className="rounded-control" aria-label="Turnpike">
        <Logo />
      </Link>
      <nav aria-label="Main" className="ml-auto flex items-center gap-4 sm:gap-6">
        <a href="#models" className="hidden text-ink-2 hover:text-ink sm:inline">
          Models
        </a>
        {isSignedIn ? null : (
          <Link href="/login" className="text-ink-2 hover:text-ink">
            Log in
          </Link>
        )}
        <Link href={start.href} className={buttonClass({ variant: 'primary' })}>
          {start.short}
        </Link>
      </nav>
    </header>
  )
}

function Hero({ baseUrl, feeText, start }: LandingPageProps & { start: Start }) {
  return (
    <div className="grid items-start gap-8 pt-4 md:grid-cols-[1fr_24rem] md:gap-12 md:pt-14">
      <div className="flex flex-col items-start gap-5">
        <h1 className="text-balance font-medium text-[2rem] leading-9 sm:text-[2.5rem] sm:leading-11">
          One endpoint for every model.
          <br />A receipt for every request.
        </h1>
        <p className="max-w-prose text-ink-2 text-read">
          No card to start. Model prices are passed through; you pay {feeText}.
        </p>
        <Link href={start.href} className={buttonClass({ variant: 'primary', size: 'large' })}>
          {start.long}
        </Link>
        <div className="flex max-w-full flex-wrap items-center gap-x-3 text-ink-2">
          <span className="text-ink-3 text-meta">Base URL</span>
          <Copyable value={baseUrl} label="base URL" />
        </div>
      </div>
      <div className="rounded-panel border border-line bg-surface p-5">
        <SampleReceipt />
      </div>
    </div>
  )
}
