/**
 * The only file, besides its route handler and its provider settings, that knows next-auth. The cookie carries a random
 * session token; the row with its SHA-256 decides on every request whether it still holds, so logging out and revoking
 * work on the server. Attempts are limited here, so no other way in goes around the limit.
 */
import 'server-only'
import { authenticatePassword } from '@turnpike/identity/use-cases/authenticate-password'
import { createSession } from '@turnpike/identity/use-cases/sessions'
import { signUpWithProvider } from '@turnpike/identity/use-cases/sign-up-with-provider'
import { headers } from 'next/headers'
import NextAuth, { CredentialsSignin, type NextAuthConfig, type NextAuthResult, type Profile } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { cache } from 'react'
import { z } from 'zod'
import { environment } from '@/env.ts'
import { forgetLogIns, limitLogIn } from '@/server/auth/attempt-limits.ts'
import { describeSignInFault } from '@/server/auth/describe-sign-in-fault.ts'
import { endLiveSession, findLiveSession } from '@/server/auth/live-sessions.ts'
import { leadNewcomerToWelcome, noteNewcomer } from '@/server/auth/newcomer-landing.ts'
import { makeSignInProviders } from '@/server/auth/sign-in-providers.ts'
import type { Viewer } from '@/server/auth/viewer.ts'
import { toClientAddress } from '@/server/client-address.ts'
import { deps } from '@/server/deps.ts'

const SESSION_LIFE_S = 30 * 24 * 3_600

const credentialsSchema = z.object({ email: z.string(), password: z.string() })
const tokenSchema = z.object({ sessionToken: z.string(), userId: z.string() })

/** Too many attempts; tells how long to wait. */
class AttemptLimitReached extends CredentialsSignin {
  override code = 'wait'
  readonly waitMs: number

  constructor(waitMs: number) {
    super('Too many attempts.')
    this.waitMs = waitMs
  }
}

const passwordProvider = Credentials({
  credentials: { email: {}, password: {} },
  authorize: async (raw, request) => {
    const input = credentialsSchema.safeParse(raw)
    if (!input.success) return null
    const waitMs = limitLogIn(input.data.email, toClientAddress(request.headers))
    if (waitMs > 0) throw new AttemptLimitReached(waitMs)
    const person = await authenticatePassword(deps(), input.data)
    if (!person.ok) return null
    forgetLogIns(input.data.email)
    return { id: person.value.userId, email: person.value.email, name: person.value.name }
  },
})

const callbacks: NextAuthConfig['callbacks'] = {
  /** An outside account is tied to a person of ours before a session is made. A refusal goes back to the log-in page. */
  signIn: async ({ user, account, profile }) => {
    if (!account || account.provider === 'credentials') return true
    const person = await signUpWithProvider(deps(), {
      provider: account.provider,
      providerAccountId: account.providerAccountId,
      email: user.email ?? '',
      emailVerified: isAddressVerified(profile),
      name: user.name,
      ipAddress: toClientAddress(await headers()) ?? undefined,
    })
    if (!person.ok) return `/login?problem=${encodeURIComponent(String(person.error.metadata?.reason ?? 'provider'))}`
    user.id = person.value.userId
    if (person.value.home) noteNewcomer(person.value.home)
    return true
  },
  /** Only ever to a page of our own, at the address people know. */
  redirect: ({ url }) => {
    const { DASHBOARD_URL } = environment()
    const target = URL.parse(url, DASHBOARD_URL)
    return target?.origin === new URL(DASHBOARD_URL).origin ? target.href : DASHBOARD_URL
  },
  /** Right after signing in a session is made; later on the token must still stand for a live one. */
  jwt: async ({ token, user }) => {
    if (user?.id) {
      const userAgent = (await headers()).get('user-agent')
      const session = await createSession(deps(), user.id, { userAgent })
      return { sessionToken: session.token, userId: user.id }
    }
    const claims = tokenSchema.safeParse(token)
    if (!claims.success || !(await findLiveSession(claims.data.sessionToken))) return null
    return token
  },
  /** The session token never leaves the cookie. */
  session: async ({ session, token }) => {
    const claims = tokenSchema.parse(token)
    const live = await findLiveSession(claims.sessionToken)
    return { ...session, user: { id: claims.userId, email: live?.email ?? '', name: live?.name ?? null } }
  },
}

const isAddressVerified = (profile: Profile | undefined): boolean => profile?.email_verified === true

/** Made when first needed, so that building needs no secrets. */
const result = NextAuth(
  (): NextAuthConfig => ({
    secret: environment().AUTH_SECRET,
    trustHost: true,
    useSecureCookies: environment().DASHBOARD_URL.startsWith('https://'),
    session: { strategy: 'jwt', maxAge: SESSION_LIFE_S },
    pages: { signIn: '/login', error: '/login' },
    providers: [passwordProvider, ...makeSignInProviders()],
    callbacks,
    events: {
      signOut: async (message) => {
        const claims = tokenSchema.safeParse('token' in message ? message.token : null)
        if (claims.success) await endLiveSession(claims.data.sessionToken)
      },
    },
    logger: {
      error: (error) => {
        // A refused log-in is an answer, not a fault of ours.
        if (!(error instanceof CredentialsSignin)) deps().log.error(describeSignInFault(error), 'signing in failed')
      },
    },
  }),
)

export const handlers: NextAuthResult['handlers'] = {
  GET: (request) => leadNewcomerToWelcome(() => result.handlers.GET(request)),
  POST: result.handlers.POST,
}

/** The signed-in person of this request, or nobody. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const session = await result.auth()
  if (!session?.user?.id) return null
  return { userId: session.user.id, email: session.user.email ?? '', name: session.user.name ?? null }
})

export type PasswordOutcome = { kind: 'signed-in' } | { kind: 'refused' } | { kind: 'wait'; waitMs: number }

/** Checks a password and sets the cookie. Only in server actions. */
export async function startPasswordSession(email: string, password: string): Promise<PasswordOutcome> {
  try {
    await result.signIn('credentials', { email, password, redirect: false })
    return { kind: 'signed-in' }
  } catch (error) {
    if (error instanceof AttemptLimitReached) return { kind: 'wait', waitMs: error.waitMs }
    if (error instanceof CredentialsSignin) return { kind: 'refused' }
    throw error
  }
}

/** Leads to an identity provider and back to `returnTo`. Only in server actions; does not return. */
export const startProviderSession = (provider: 'github' | 'google', returnTo: string): Promise<never> =>
  result.signIn(provider, { redirectTo: returnTo })

/** Revokes the session and takes the cookie away. Only in server actions. */
export async function endSession(): Promise<void> {
  await result.signOut({ redirect: false })
}
