import { err, ok, type Result } from '@turnpike/kernel/result'
import { z } from 'zod'

const envSchema = z.object({ DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }) })

export type Env = z.infer<typeof envSchema>

/** Fails with a sentence; the value itself is never in it, because it holds a password. */
export function readEnv(): Result<Env, string> {
  const parsed = envSchema.safeParse(process.env)
  return parsed.success
    ? ok(parsed.data)
    : err('DATABASE_URL must be set to a Postgres URL such as postgresql://user@127.0.0.1:5432/turnpike.')
}
