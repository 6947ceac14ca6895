/**
 * The dashboard's environment: read when first needed, not at build time; checked whole, every problem named at once.
 * Production refuses short secrets, a sandbox key and a simulated Stripe.
 */
import { purchaseRuleFields, stripeFields, stripeProductionProblems } from '@turnpike/billing/env-fields'
import { z } from 'zod'
import { GITHUB_URL } from '@/server/auth/github-addresses.ts'
import { GOOGLE_ISSUER } from '@/server/auth/sign-in-origins.ts'

const SHORTEST_SECRET = 32

const secret = z.string().min(SHORTEST_SECRET, `set it to at least ${SHORTEST_SECRET} random characters`)
const optional = z.string().trim().default('')
const origin = (fallback: string) =>
  z
    .url({ protocol: /^https?$/, error: 'set it to an http or https origin' })
    .default(fallback)
    .transform((url) => url.replace(/\/+$/, ''))
const wholeNumber = (fallback: number) => z.coerce.number().int().nonnegative().default(fallback)

const environmentSchema = z
  .object({
    NODE_ENV: z.string().default('production'),
    TURNPIKE_MODE: z.enum(['local', 'production']).default('local'),
    DATABASE_URL: z.string().min(1, 'set it to a Postgres connection string'),
    DATABASE_CONNECTIONS: wholeNumber(10),
    DASHBOARD_URL: origin('http://localhost:3000'),
    GATEWAY_URL: origin('http://localhost:8787'),
    AUTH_SECRET: secret,
    API_KEY_PEPPER: secret,
    AUTH_GITHUB_ID: optional,
    AUTH_GITHUB_SECRET: optional,
    /** Another GitHub than github.com: GitHub Enterprise. */
    AUTH_GITHUB_URL: origin(GITHUB_URL),
    AUTH_GOOGLE_ID: optional,
    AUTH_GOOGLE_SECRET: optional,
    /** Another server that speaks Google's OpenID Connect, to try sign-in without Google. */
    AUTH_GOOGLE_ISSUER: origin(GOOGLE_ISSUER),
    ...stripeFields,
    /** Two with a comma between them while they rotate. */
    STRIPE_WEBHOOK_SECRET: z.string().min(1, 'set it to the signing secret of the webhook endpoint'),
    PROVIDER_FALLBACK_BASE_URL: optional,
    ...purchaseRuleFields,
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .superRefine((value, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    for (const provider of ['GITHUB', 'GOOGLE'] as const) {
      const [id, secretKey] = [`AUTH_${provider}_ID`, `AUTH_${provider}_SECRET`] as const
      if (value[id] === '' && value[secretKey] !== '') refuse(id, `set it too, or remove ${secretKey}`)
      if (value[id] !== '' && value[secretKey] === '') refuse(secretKey, `set it too, or remove ${id}`)
    }
    if (value.TURNPIKE_MODE !== 'production') return
    for (const problem of stripeProductionProblems(value)) context.addIssue({ code: 'custom', message: problem })
    if (value.PROVIDER_FALLBACK_BASE_URL !== '') refuse('PROVIDER_FALLBACK_BASE_URL', 'must be empty in production')
    if (!value.AUTH_GITHUB_URL.startsWith('https://'))
      refuse('AUTH_GITHUB_URL', 'must be an https origin in production')
    if (value.AUTH_GOOGLE_ISSUER !== GOOGLE_ISSUER) refuse('AUTH_GOOGLE_ISSUER', 'must be empty in production')
    if (!value.DASHBOARD_URL.startsWith('https://')) refuse('DASHBOARD_URL', 'must be an https origin in production')
  })

export type Environment = z.infer<typeof environmentSchema>

/** Throws one error that lists every variable that is missing or wrong. Values are never part of it. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = environmentSchema.safeParse(source)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      [path.join('.'), message].filter(Boolean).join(': '),
    )
    throw new Error(`The dashboard cannot start. ${problems.join('; ')}`)
  }
  return parsed.data
}

/**
 * next-auth takes the address people know from this variable alone. Without it, it would take the one this process
 * listens on, which behind a proxy is another, and providers refuse an answer to an address they were not told.
 */
function announceOrigin(checked: Environment): Environment {
  process.env.AUTH_URL = checked.DASHBOARD_URL
  return checked
}

let known: Environment | undefined

/** The checked environment of this process. */
export function environment(): Environment {
  known ??= announceOrigin(readEnvironment())
  return known
}
