import { performance } from 'node:perf_hooks'

export type WebhookReply = { statusCode: number | null; failure: string | null; durationMs: number }

export type WebhookRequest = { url: string; payload: string; signature: string | null; timeoutMs: number }

/** POSTs once. Never throws: no answer is a reply with `statusCode` null. A redirect counts as a failure, as at Stripe. */
export async function postWebhook(request: WebhookRequest): Promise<WebhookReply> {
  const startedMs = performance.now()
  const durationMs = (): number => Math.round(performance.now() - startedMs)
  try {
    const response = await fetch(request.url, {
      method: 'POST',
      body: request.payload,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (simulated)',
        ...(request.signature === null ? {} : { 'stripe-signature': request.signature }),
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(request.timeoutMs),
    })
    await response.body?.cancel()
    return { statusCode: response.status, failure: null, durationMs: durationMs() }
  } catch (problem) {
    return { statusCode: null, failure: describe(problem), durationMs: durationMs() }
  }
}

/** `fetch` hides the reason ("connect ECONNREFUSED …") in the cause. */
function describe(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem)
  return problem.cause instanceof Error ? problem.cause.message || problem.message : problem.message
}

export const isDelivered = (reply: WebhookReply): boolean =>
  reply.statusCode !== null && reply.statusCode >= 200 && reply.statusCode < 300
