import { MOST_WEBHOOK_BYTES } from '@turnpike/billing/stripe/verify-webhook'
import { receiveStripeEvent } from '@turnpike/billing/use-cases/receive-stripe-event'
import { deps } from '@/server/deps.ts'
import { readBodyStart } from '@/server/read-body-start.ts'

export const dynamic = 'force-dynamic'

/** Where Stripe tells us about payments. The signature over the raw bytes is the only thing that lets a message in. */
export async function POST(request: Request): Promise<Response> {
  const { billing, environment, log } = deps()
  const webhookSecrets = environment.STRIPE_WEBHOOK_SECRET.split(',').map((secret) => secret.trim())
  const rawBody = await readBodyStart(request.body, MOST_WEBHOOK_BYTES)
  const signature = request.headers.get('stripe-signature')
  const { status, message } = await receiveStripeEvent({ ...billing, webhookSecrets }, { rawBody, signature })
  if (status !== 200) log.warn({ status, message }, 'stripe webhook not applied')
  return Response.json({ message }, { status })
}
