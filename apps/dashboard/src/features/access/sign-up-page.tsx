import { PASSWORD_MIN_CHARACTERS } from '@turnpike/identity/core/password'
import Link from 'next/link'
import type { SignInProvider } from '@/server/auth/sign-in-providers.ts'
import { AccessCard } from './access-card.tsx'
import { AccessForm } from './access-form.tsx'
import { ProviderButtons } from './provider-buttons.tsx'
import { signUp } from './sign-up.ts'

export function SignUpPage({ providers }: { providers: readonly SignInProvider[] }) {
  return (
    <AccessCard
      title="Create your account"
      foot={
        <>
          Have an account?{' '}
          <Link href="/login" className="text-link underline underline-offset-2">
            Log in
          </Link>
        </>
      }
    >
      <ProviderButtons providers={providers} next="/home" />
      <AccessForm
        action={signUp}
        next=""
        submitLabel="Create account"
        passwordAutoComplete="new-password"
        passwordHint={`${PASSWORD_MIN_CHARACTERS} or more characters. Paste is fine.`}
      />
    </AccessCard>
  )
}
