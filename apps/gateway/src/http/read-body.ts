import type { IncomingMessage } from 'node:http'
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { err, ok, type Result } from '@turnpike/kernel/result'

/** Reads the whole body, or says that it is larger than `limitBytes`; never keeps more than the limit in memory. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Result<Buffer, Failure>> {
  const tooLarge = failure('payload_too_large', `The request body is larger than ${limitBytes} bytes.`, {
    metadata: { limit_bytes: limitBytes },
  })
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return err(tooLarge)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      size += chunk.length
      if (size > limitBytes) return err(tooLarge)
      chunks.push(chunk)
    }
  } catch {
    return err(failure('client_closed', 'The connection closed before the request was complete.'))
  }
  return ok(Buffer.concat(chunks, size))
}
