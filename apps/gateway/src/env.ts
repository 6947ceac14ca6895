/** The gateway's environment: read once, checked whole, every problem named at once. */
import { z } from 'zod'

const SHORTEST_SECRET = 32
const port = z.coerce.number().int().min(0).max(65_535)
const duration = z.coerce.number().int().positive()

const environmentSchema = z
  .object({
    TURNPIKE_MODE: z.enum(['local', 'production']).default('local'),
    DATABASE_URL: z.string().min(1, 'set it to a Postgres connection string'),
    GATEWAY_PORT: port.default(8787),
    GATEWAY_HOST: z.string().default(''),
    /** A name that survives a restart, so that a process finds the holds it left behind. */
    GATEWAY_INSTANCE: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .default('gateway-1'),
    API_KEY_PEPPER: z.string().min(SHORTEST_SECRET, `set it to at least ${SHORTEST_SECRET} random characters`),
    /** Where providers without a key are called instead. Empty: they are not routable. */
    PROVIDER_FALLBACK_BASE_URL: z.string().default(''),
    DASHBOARD_URL: z.string().default('http://localhost:3000'),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    REQUEST_BODY_LIMIT_BYTES: duration.default(32 * 1024 * 1024),
    REQUEST_DEADLINE_MS: duration.default(30 * 60 * 1000),
    KEEP_ALIVE_COMMENT_MS: duration.default(15_000),
    DRAIN_GRACE_MS: duration.default(30_000),
    CONCURRENT_REQUESTS_LIMIT: duration.default(2_000),
    FREE_REQUESTS_PER_MINUTE: duration.default(20),
    DATABASE_CONNECTIONS: duration.default(16),
  })
  .refine((value) => value.TURNPIKE_MODE !== 'production' || value.PROVIDER_FALLBACK_BASE_URL === '', {
    path: ['PROVIDER_FALLBACK_BASE_URL'],
    message: 'must be empty in production: simulated providers are for local use only',
  })

export type Environment = z.infer<typeof environmentSchema> & {
  /** The value of a provider's key variable, `null` when unset or empty. */
  providerKey: (variable: string) => string | null
}

/** Throws one error that lists every variable that is missing or wrong. Values are never part of it. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = environmentSchema.safeParse(source)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The gateway cannot start. ${problems.join('; ')}`)
  }
  return { ...parsed.data, providerKey: (variable) => source[variable]?.trim() || null }
}
