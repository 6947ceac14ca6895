import 'server-only'
import type { NextAuthConfig } from 'next-auth'
import GitHub from 'next-auth/providers/github'
import Google from 'next-auth/providers/google'
import { environment } from '@/env.ts'
import { toGitHubAccountId, toGitHubApiUrl } from '@/server/auth/github-addresses.ts'
import { readGitHubProfile } from '@/server/auth/read-github-profile.ts'
import { isGitHubConfigured, isGoogleConfigured } from '@/server/auth/sign-in-origins.ts'

export type SignInProvider = { id: 'github' | 'google'; name: string }

/**
 * The code is bound to the browser that asked for it twice: by PKCE, which the provider checks, and by `state`, which
 * we check, because older GitHub Enterprise servers ignore PKCE.
 */
const CHECKS: ('pkce' | 'state')[] = ['pkce', 'state']

/** The secret goes into the form, as GitHub and Google both document it. */
const CLIENT = { token_endpoint_auth_method: 'client_secret_post' } as const

/** The identity providers that are configured; only these get a button. */
export function listSignInProviders(): SignInProvider[] {
  const env = environment()
  return [
    ...(isGitHubConfigured(env) ? [{ id: 'github', name: 'GitHub' } as const] : []),
    ...(isGoogleConfigured(env) ? [{ id: 'google', name: 'Google' } as const] : []),
  ]
}

function makeGitHub() {
  const { AUTH_GITHUB_ID, AUTH_GITHUB_SECRET, AUTH_GITHUB_URL } = environment()
  const apiUrl = toGitHubApiUrl(AUTH_GITHUB_URL)
  return GitHub({
    clientId: AUTH_GITHUB_ID,
    clientSecret: AUTH_GITHUB_SECRET,
    enterprise: { baseUrl: AUTH_GITHUB_URL },
    checks: CHECKS,
    client: CLIENT,
    userinfo: {
      url: `${apiUrl}/user`,
      request: ({ tokens }: { tokens: { access_token?: string } }) =>
        readGitHubProfile(apiUrl, tokens.access_token ?? ''),
    },
    profile: ({ id, name, login, email }) => ({
      id: toGitHubAccountId(AUTH_GITHUB_URL, id),
      name: name ?? login,
      email,
    }),
  })
}

function makeGoogle() {
  const { AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET, AUTH_GOOGLE_ISSUER } = environment()
  return Google({
    clientId: AUTH_GOOGLE_ID,
    clientSecret: AUTH_GOOGLE_SECRET,
    issuer: AUTH_GOOGLE_ISSUER,
    checks: CHECKS,
    client: CLIENT,
  })
}

const MAKERS = { github: makeGitHub, google: makeGoogle } as const

export const makeSignInProviders = (): NextAuthConfig['providers'] =>
  listSignInProviders().map(({ id }) => MAKERS[id]())
