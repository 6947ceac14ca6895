import { pingDatabase } from '@turnpike/db/database'
import { deps } from '@/server/deps.ts'

export const dynamic = 'force-dynamic'

const ANSWER_WITHIN_MS = 2_000

/** 200 when the database answers in time, else 503. */
export async function GET(): Promise<Response> {
  try {
    await Promise.race([pingDatabase(deps().database), rejectAfter(ANSWER_WITHIN_MS)])
    return Response.json({ status: 'ok' })
  } catch (error) {
    deps().log.error({ err: error }, 'health check failed')
    return Response.json({ status: 'unavailable', reason: 'The database does not answer.' }, { status: 503 })
  }
}

const rejectAfter = (afterMs: number): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${afterMs} ms`)), afterMs).unref()
  })
