/** The sandbox's settings. The only file of this app that reads the environment. */
import { join, resolve } from 'node:path'
import { z } from 'zod'

const REPOSITORY = resolve(import.meta.dirname, '../../..')

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback)

/** An origin without a path: `http://localhost:3000`. */
const origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin)

/** A variable that is set to nothing counts as not set. */
const emptyAsUnset = (text: unknown): unknown => (text === '' ? undefined : text)

const environmentSchema = z.object({
  TURNPIKE_MODE: z.preprocess(
    emptyAsUnset,
    z
      .literal('local', 'The sandbox simulates payments and providers: it starts in TURNPIKE_MODE=local only.')
      .default('local'),
  ),
  TURNPIKE_DATA_DIR: z.preprocess(emptyAsUnset, z.string().default(join(REPOSITORY, '.data'))),
  SANDBOX_PORT: z.preprocess(emptyAsUnset, port(8788)),
  SANDBOX_URL: z.preprocess(emptyAsUnset, origin.optional()),
  DASHBOARD_PORT: z.preprocess(emptyAsUnset, port(3000)),
  DASHBOARD_URL: z.preprocess(emptyAsUnset, origin.optional()),
  STRIPE_WEBHOOK_URL: z.preprocess(emptyAsUnset, z.url({ protocol: /^https?$/ }).optional()),
  STRIPE_WEBHOOK_SECRET: z
    .string('STRIPE_WEBHOOK_SECRET is needed: the same secret that the dashboard verifies webhooks with.')
    .min(8, 'STRIPE_WEBHOOK_SECRET must have at least 8 characters.'),
  LOG_LEVEL: z.preprocess(
    emptyAsUnset,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
})

export type SandboxEnvironment = {
  port: number
  publicUrl: string | null
  dataDirectory: string
  webhookUrl: string
  webhookSecret: string
  logLevel: string
}

/** Throws one readable message that lists everything wrong. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): SandboxEnvironment {
  const parsed = environmentSchema.safeParse(variables)
  if (!parsed.success) throw new Error(`The sandbox cannot start.\n${z.prettifyError(parsed.error)}`)
  const environment = parsed.data
  const dashboardUrl = environment.DASHBOARD_URL ?? `http://localhost:${environment.DASHBOARD_PORT}`
  return {
    port: environment.SANDBOX_PORT,
    publicUrl: environment.SANDBOX_URL ?? null,
    dataDirectory: environment.TURNPIKE_DATA_DIR,
    webhookUrl: environment.STRIPE_WEBHOOK_URL ?? `${dashboardUrl}/api/stripe/webhook`,
    webhookSecret: environment.STRIPE_WEBHOOK_SECRET,
    logLevel: environment.LOG_LEVEL,
  }
}
