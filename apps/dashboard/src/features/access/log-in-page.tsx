import Link from 'next/link'
import type { SignInProvider } from '@/server/auth/sign-in-providers.ts'
import { AccessCard } from './access-card.tsx'
import { AccessForm } from './access-form.tsx'
import { logIn } from './log-in.ts'
import { ProviderButtons } from './provider-buttons.tsx'

/** Why an identity provider's answer did not log anybody in. */
const PROBLEMS = new Map([
  [
    'provider_email_not_verified',
    'That account has no verified e-mail address. Verify it there, or use e-mail and password.',
  ],
  [
    'email_not_verified',
    'There is an account with that address. Log in with its password and verify the address first.',
  ],
])
const UNKNOWN_PROBLEM = 'Logging in through that provider did not work. Try again, or use e-mail and password.'

export type LogInPageProps = { next: string; providers: readonly SignInProvider[]; problem: string | undefined }

export function LogInPage({ next, providers, problem }: LogInPageProps) {
  return (
    <AccessCard
      title="Log in"
      foot={
        <>
          New here?{' '}
          <Link href="/signup" className="text-link underline underline-offset-2">
            Create an account
          </Link>
        </>
      }
    >
      {problem === undefined ? null : (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2">
          {PROBLEMS.get(problem) ?? UNKNOWN_PROBLEM}
        </p>
      )}
      <ProviderButtons providers={providers} next={next} />
      <AccessForm action={logIn} next={next} submitLabel="Log in" passwordAutoComplete="current-password" />
    </AccessCard>
  )
}
