/**
 * The only file with the control flow of an inference request; each step is a function of its own beside this file.
 *
 * - Nothing goes upstream without a hold, and every hold ends exactly once: settled or released.
 * - The last byte of an answer goes to the client only after its charge is durable.
 * - However a request of a known key ends, one generation is recorded.
 */
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { Principal } from '@turnpike/identity/core/principal'
import { ZERO_USD } from '@turnpike/kernel/money'
import { err } from '@turnpike/kernel/result'
import { sendFailure } from '../http/send-failure.ts'
import { announceUnknownKey } from './announce-unknown-key.ts'
import { authenticate } from './authenticate.ts'
import { authorize } from './authorize.ts'
import type { Delivery } from './delivery.ts'
import type { ClientExchange } from './exchange.ts'
import type { InferenceDeps } from './inference-deps.ts'
import { jsonDelivery } from './json-delivery.ts'
import { limitFreeRequest } from './limit-free-request.ts'
import { planRoute } from './plan-route.ts'
import { receiveRequest } from './receive-request.ts'
import { relayAnswer } from './relay-answer.ts'
import { markStep, type RequestTrace } from './request-trace.ts'
import { reserve } from './reserve.ts'
import { priceAnswer, settle } from './settle.ts'
import { streamDelivery } from './stream-delivery.ts'

export async function handleInference(deps: InferenceDeps, exchange: ClientExchange): Promise<void> {
  const principal = await authenticate(deps, exchange)
  if (!principal.ok) {
    announceUnknownKey(deps, principal.error)
    return sendFailure(exchange.response, principal.error)
  }

  const trace = openTrace(deps, exchange, principal.value)
  exchange.response.setHeader('x-generation-id', trace.generationId)
  deps.lastUsed.note(principal.value.keyId, trace.createdAtMs)
  markStep(trace, 'authenticate')
  const served = deps.inFlight.run(() => serve(deps, exchange, trace))
  if (served === null) return sendFailure(exchange.response, atCapacity())
  await served
}

async function serve(deps: InferenceDeps, exchange: ClientExchange, trace: RequestTrace): Promise<void> {
  const admitted = await admit(deps, exchange, trace)
  if (!admitted) return
  const openDelivery = admitted.request.stream ? streamDelivery : jsonDelivery
  const delivery = openDelivery(deps, trace)
  await relayAnswer(deps, trace, admitted, delivery)
  markStep(trace, 'attempt')
  priceAnswer(trace)
  const isDurable = await settle(deps, trace)
  markStep(trace, 'settle')
  await finish(trace, delivery, isDurable)
  logOutcome(deps, trace)
}

type Admitted = Parameters<typeof relayAnswer>[2]

/** Everything before the first byte upstream. A refusal is answered and recorded here. */
async function admit(deps: InferenceDeps, exchange: ClientExchange, trace: RequestTrace): Promise<Admitted | null> {
  const refuse = async (error: Failure): Promise<null> => {
    trace.failure = error
    trace.clientGone = exchange.closed.aborted
    sendFailure(exchange.response, error)
    await settle(deps, trace)
    logOutcome(deps, trace)
    return null
  }

  const request = await receiveRequest(deps, exchange)
  if (!request.ok) return refuse(request.error)
  trace.request = request.value
  markStep(trace, 'parse')

  const grant = authorize(trace.principal)
  if (!grant.ok) return refuse(grant.error)

  const planned = planRoute(deps, grant.value, request.value, trace)
  if (!planned.ok) return refuse(planned.error)
  const { plan, bounds } = planned.value
  trace.plan = plan
  markStep(trace, 'plan')

  const free = await limitFreeRequest(deps, trace.principal.organizationId, plan.candidates).catch(cannotAdmit(deps))
  if (!free.ok) return refuse(free.error)

  const reserved = await reserve(deps, grant.value, request.value, plan.candidates, bounds, trace.generationId).catch(
    (error) => err({ failure: cannotAdmit(deps)(error).error, record: null }),
  )
  if (!reserved.ok) {
    trace.refusal = reserved.error.record
    return refuse(reserved.error.failure)
  }
  trace.reservation = reserved.value
  const { clampedOutputTokens } = reserved.value
  if (clampedOutputTokens !== null) exchange.response.setHeader('x-turnpike-output-limit', String(clampedOutputTokens))
  markStep(trace, 'reserve')
  return { request: request.value, plan, outputLimit: reserved.value.bounds.outputLimit }
}

async function finish(trace: RequestTrace, delivery: Delivery, isDurable: boolean): Promise<void> {
  if (trace.clientGone) return
  if (trace.failure) return delivery.fail(trace.failure)
  if (!isDurable) {
    return delivery.fail(failure('unavailable', 'The answer is complete but could not be accounted for yet.'))
  }
  await delivery.finish(trace)
}

function openTrace(deps: InferenceDeps, exchange: ClientExchange, principal: Principal): RequestTrace {
  return {
    generationId: deps.ids.next('generation'),
    createdAtMs: deps.clock.nowMs(),
    exchange,
    principal,
    request: null,
    catalog: deps.catalog(),
    plan: null,
    removed: [],
    reservation: null,
    refusal: null,
    attempts: [],
    winner: null,
    reading: null,
    usage: null,
    costNanoUsd: ZERO_USD,
    lines: [],
    failure: null,
    clientGone: false,
    firstTokenMs: null,
    timings: {},
  }
}

/** Without the database nothing can be held, and nothing is served without a hold. */
const cannotAdmit = (deps: InferenceDeps) => (error: unknown) => {
  deps.logger.error({ err: error }, 'a request could not be admitted')
  return err(
    failure('unavailable', 'Credit cannot be checked right now. Try again in a few seconds.', { retryAfterSeconds: 5 }),
  )
}

const atCapacity = (): Failure =>
  failure('overloaded', 'This server has as many requests as it can serve well. Try again in a second.', {
    retryAfterSeconds: 1,
  })

/** One line a request, of named fields only: no header, no body, no secret. */
function logOutcome(deps: InferenceDeps, trace: RequestTrace): void {
  deps.logger.info(
    {
      generation: trace.generationId,
      workspace: trace.principal.workspaceId,
      key: trace.principal.keyLastFour,
      model: trace.request?.models[0],
      provider: trace.winner === null ? undefined : trace.plan?.candidates[trace.winner]?.provider.id,
      attempts: trace.attempts.length,
      error: trace.failure?.code,
      cancelled: trace.clientGone || undefined,
      costNanoUsd: String(trace.costNanoUsd),
      ms: Math.round(performance.now() - trace.exchange.arrivedAt),
    },
    'request',
  )
}
