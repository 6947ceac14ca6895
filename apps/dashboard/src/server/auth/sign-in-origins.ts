import type { Environment } from '@/env.ts'

export const GOOGLE_ISSUER = 'https://accounts.google.com'

export const isGitHubConfigured = (env: Environment): boolean =>
  env.AUTH_GITHUB_ID !== '' && env.AUTH_GITHUB_SECRET !== ''

export const isGoogleConfigured = (env: Environment): boolean =>
  env.AUTH_GOOGLE_ID !== '' && env.AUTH_GOOGLE_SECRET !== ''

/** The origins of the configured identity providers: the only foreign ones a form of ours may lead to. */
export const listSignInOrigins = (env: Environment): string[] => [
  ...(isGitHubConfigured(env) ? [env.AUTH_GITHUB_URL] : []),
  ...(isGoogleConfigured(env) ? [env.AUTH_GOOGLE_ISSUER] : []),
]
