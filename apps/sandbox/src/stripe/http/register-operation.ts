/** Puts an operation on the server: request id, API key, planned faults, the call itself, Stripe's headers. */

import { err } from '@turnpike/kernel/result'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { API_VERSION } from '../core/wire.ts'
import { type FaultMode, takeFault } from '../store/fault-store.ts'
import type { World } from '../world.ts'
import { type Answer, answerCall, toAnswer } from './answer-call.ts'
import { authenticate } from './authenticate.ts'
import type { Operation } from './operation.ts'

export function registerOperation(server: FastifyInstance, world: World, operation: Operation): void {
  server.route({
    method: operation.method,
    url: operation.path,
    handler: (request, reply) => handleCall(world, operation, request, reply),
  })
}

async function handleCall(
  world: World,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const requestId = world.nextId('req_')
  const apiKey = authenticate(request.headers.authorization)
  if (!apiKey.ok) return send(reply, requestId, toAnswer(apiKey))
  const fault = takeFault(world.database, operation.name)
  if (fault === 'fail_before') return send(reply, requestId, brokenAnswer(fault))
  if (fault === 'hang_before') return hang(world, request, reply)
  const answer = answerCall(world, operation, toCall(world, request, requestId, apiKey.value))
  if (fault === 'fail_after') return send(reply, requestId, brokenAnswer(fault))
  if (fault === 'hang_after') return hang(world, request, reply)
  return send(reply, requestId, answer)
}

function toCall(world: World, request: FastifyRequest, requestId: string, apiKey: string) {
  const idempotencyKey = request.headers['idempotency-key']
  const path = request.url.split('?')[0] ?? request.url
  return {
    id: (request.params as { id?: string }).id ?? '',
    params: { ...((request.method === 'GET' ? request.query : request.body) as Record<string, unknown> | undefined) },
    publicUrl: world.settings.publicUrl ?? `http://${request.host}`,
    cause: { requestId, idempotencyKey: typeof idempotencyKey === 'string' && idempotencyKey ? idempotencyKey : null },
    apiKey,
    route: `${request.method} ${path}`,
  }
}

/** Sends the answer with the headers that the SDK reads. */
export function send(reply: FastifyReply, requestId: string, answer: Answer): FastifyReply {
  reply
    .code(answer.status)
    .header('content-type', 'application/json')
    .header('request-id', requestId)
    .header('stripe-version', API_VERSION)
  const idempotencyKey = reply.request.headers['idempotency-key']
  if (idempotencyKey) reply.header('idempotency-key', idempotencyKey)
  if (answer.originalRequestId) {
    reply.header('idempotent-replayed', 'true').header('original-request', answer.originalRequestId)
  }
  return reply.send(answer.body)
}

const brokenAnswer = (fault: FaultMode): Answer =>
  toAnswer(
    err({
      status: 500,
      error: {
        type: 'api_error',
        message: `An error occurred while processing your request. (Planned fault: ${fault}.)`,
      },
    }),
  )

/** Gives no answer until the caller hangs up or the bound is reached; then the connection is cut. */
async function hang(world: World, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply.hijack()
  const { socket } = request.raw
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, world.settings.hangMs)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
  socket.destroy()
  return reply
}
