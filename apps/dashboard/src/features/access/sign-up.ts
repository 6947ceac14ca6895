'use server'
import type { Failure } from '@turnpike/contracts/errors/failure'
import { publicMessage } from '@turnpike/contracts/errors/failure'
import { signUp as addPerson } from '@turnpike/identity/use-cases/sign-up'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { limitSignUp } from '@/server/auth/attempt-limits.ts'
import { startPasswordSession } from '@/server/auth/auth.ts'
import { toClientAddress } from '@/server/client-address.ts'
import { deps } from '@/server/deps.ts'
import type { AccessState } from './access-state.ts'
import { parseAccessForm } from './parse-access-form.ts'
import { toWaitSeconds } from './to-wait-seconds.ts'

/** Adds the person with their organization and workspace, logs them in and goes to Welcome. */
export async function signUp(_: AccessState, form: FormData): Promise<AccessState> {
  const { email, password } = parseAccessForm(form)
  if (email === '') return { email, fieldErrors: { email: 'Enter your e-mail address.' } }
  if (password === '') return { email, fieldErrors: { password: 'Choose a password.' } }
  const clientAddress = toClientAddress(await headers())
  const waitMs = limitSignUp(clientAddress)
  if (waitMs > 0) return { email, fieldErrors: {}, waitSeconds: toWaitSeconds(waitMs) }
  const added = await addPerson(deps(), { email, password, ipAddress: clientAddress ?? undefined })
  if (!added.ok) return toState(email, added.error)
  const outcome = await startPasswordSession(email, password)
  if (outcome.kind !== 'signed-in') redirect('/login')
  redirect(`/o/${added.value.organizationSlug}/w/${added.value.workspaceSlug}/welcome`)
}

function toState(email: string, failure: Failure): AccessState {
  const text = publicMessage(failure)
  const field = failure.metadata?.field
  if (field === 'email' || field === 'password') return { email, fieldErrors: { [field]: text } }
  return { email, fieldErrors: {}, formError: text }
}
