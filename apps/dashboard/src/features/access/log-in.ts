'use server'
import { redirect } from 'next/navigation'
import { startPasswordSession } from '@/server/auth/auth.ts'
import { safeReturnAddress } from '@/server/safe-return-address.ts'
import type { AccessState } from './access-state.ts'
import { parseAccessForm } from './parse-access-form.ts'
import { toWaitSeconds } from './to-wait-seconds.ts'

/** The same for a wrong password and an unknown address, so that it tells nobody who has an account. */
const REFUSED = 'The e-mail address or the password is not right.'

/** Logs in and goes to the asked page. */
export async function logIn(_: AccessState, form: FormData): Promise<AccessState> {
  const { email, password, next } = parseAccessForm(form)
  if (email === '') return { email, fieldErrors: { email: 'Enter your e-mail address.' } }
  if (password === '') return { email, fieldErrors: { password: 'Enter your password.' } }
  const outcome = await startPasswordSession(email, password)
  if (outcome.kind === 'wait') return { email, fieldErrors: {}, waitSeconds: toWaitSeconds(outcome.waitMs) }
  if (outcome.kind === 'refused') return { email, fieldErrors: { password: REFUSED } }
  redirect(safeReturnAddress(next, '/home'))
}
