/** The environment of this package's command line. Apps have their own. */
import { z } from 'zod'

const verifyEnvironmentSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, message: 'Set DATABASE_URL to the Postgres to check.' }),
})

/** Throws one sentence that says what to set. */
export function readVerifyEnvironment(source: NodeJS.ProcessEnv = process.env) {
  const parsed = verifyEnvironmentSchema.safeParse(source)
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => issue.message).join(' '))
  return parsed.data
}
