import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { failure } from '@turnpike/contracts/errors/failure'
import { describe, expect, it } from 'vitest'
import { sendFailure } from './send-failure.ts'

async function answerOf(error: Parameters<typeof sendFailure>[1]) {
  const server = createServer((_, response) => sendFailure(response, error)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const body = (await answer.json()) as { error: { code: number; message: string; metadata?: Record<string, unknown> } }
  server.close()
  return { answer, body }
}

describe('a failure on the wire', () => {
  it('has the status of the error table, says it again in the body, and carries Retry-After', async () => {
    const { answer, body } = await answerOf(failure('rate_limit_exceeded', 'Wait.', { retryAfterSeconds: 7 }))
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(body.error).toMatchObject({ code: 429, message: 'Wait.', metadata: { error_type: 'rate_limit_exceeded' } })
  })

  it('never lets the words of a provider or of a bug out', async () => {
    const { answer, body } = await answerOf(failure('provider_unavailable', 'secret words of the provider'))
    expect(answer.status).toBe(502)
    expect(JSON.stringify(body)).not.toContain('secret words')
  })
})
