import 'server-only'
import type { NextAuthConfig } from 'next-auth'
import GitHub from 'next-auth/providers/github'
import Google from 'next-auth/providers/google'
import { environment } from '@/env.ts'
import { readGitHubProfile } from '@/server/auth/read-github-profile.ts'

export type SignInProvider = { id: 'github' | 'google'; name: string }

/** The identity providers that are configured; only these get a button. */
export function listSignInProviders(): SignInProvider[] {
  const env = environment()
  return [
    ...(env.AUTH_GITHUB_ID && env.AUTH_GITHUB_SECRET ? [{ id: 'github', name: 'GitHub' } as const] : []),
    ...(env.AUTH_GOOGLE_ID && env.AUTH_GOOGLE_SECRET ? [{ id: 'google', name: 'Google' } as const] : []),
  ]
}

const makeGitHub = () =>
  GitHub({
    clientId: environment().AUTH_GITHUB_ID,
    clientSecret: environment().AUTH_GITHUB_SECRET,
    userinfo: {
      url: 'https://api.github.com/user',
      request: ({ tokens }: { tokens: { access_token?: string } }) => readGitHubProfile(tokens.access_token ?? ''),
    },
  })

const makeGoogle = () =>
  Google({ clientId: environment().AUTH_GOOGLE_ID, clientSecret: environment().AUTH_GOOGLE_SECRET })

const MAKERS = { github: makeGitHub, google: makeGoogle } as const

export const makeSignInProviders = (): NextAuthConfig['providers'] =>
  listSignInProviders().map(({ id }) => MAKERS[id]())
