'use server'
import { startProviderSession } from '@/server/auth/auth.ts'
import { safeReturnAddress } from '@/server/safe-return-address.ts'

/** Leads to the identity provider and, afterwards, to the asked page. */
export async function startProviderSignIn(form: FormData): Promise<void> {
  const provider = form.get('provider')
  if (provider !== 'github' && provider !== 'google') return
  const next = form.get('next')
  await startProviderSession(provider, safeReturnAddress(typeof next === 'string' ? next : '', '/home'))
}
