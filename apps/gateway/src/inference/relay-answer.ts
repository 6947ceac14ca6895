import { failure } from '@turnpike/contracts/errors/failure'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { attemptLimit } from '@turnpike/router/core/attempt-limit'
import type { Plan } from '@turnpike/router/core/plan'
import type { Delivery } from './delivery.ts'
import { elapsedMs } from './exchange.ts'
import type { InferenceDeps } from './inference-deps.ts'
import { createMeter } from './meter.ts'
import type { RequestTrace } from './request-trace.ts'
import { runAttempts } from './run-attempts.ts'

/**
 * Carries the events of the attempts to the client and past the meter. When the client is gone, what still comes is
 * metered and no longer written. Whatever throws on the way, the trace tells what was delivered, so that it is settled.
 */
export async function relayAnswer(
  deps: InferenceDeps,
  trace: RequestTrace,
  admitted: { request: InferenceRequest; plan: Plan; outputLimit: number | null },
  delivery: Delivery,
): Promise<void> {
  const { exchange } = trace
  const meter = createMeter()
  const run = runAttempts(deps, {
    exchange,
    request: admitted.request,
    candidates: admitted.plan.candidates,
    maxAttempts: attemptLimit(admitted.request),
    outputLimit: admitted.outputLimit,
    onAnswering: (candidateIndex) => {
      trace.winner = candidateIndex
    },
  })
  try {
    for (;;) {
      const next = await run.next()
      if (next.done) return void Object.assign(trace, next.value)
      meter.observe(next.value)
      // An answer in one piece has no first token, only an end.
      if (admitted.request.stream && meter.hasDelivered()) trace.firstTokenMs ??= elapsedMs(exchange)
      if (!exchange.closed.aborted) await delivery.accept(next.value)
    }
  } catch (error) {
    deps.logger.error({ err: error, generation: trace.generationId }, 'relaying an answer threw')
    trace.failure = failure('server')
    await run.return(ABANDONED)
  } finally {
    trace.reading = meter.read()
    trace.clientGone ||= exchange.closed.aborted
  }
}

const ABANDONED = { winner: null, failure: null, clientGone: false, attempts: [] }
