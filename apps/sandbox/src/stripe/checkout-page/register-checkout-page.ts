/** The hosted payment page and its 3-D Secure step. Works without scripts. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendPage } from '../../pages/page-shell.ts'
import { toSuccessUrl } from '../core/finish-session.ts'
import type { WirePaymentIntent, WireSession } from '../core/wire.ts'
import { findObject, listObjects } from '../store/object-store.ts'
import type { World } from '../world.ts'
import { type PayerEmail, parseCardForm, readCardForm } from './parse-card-form.ts'
import { findAuthentication, findSession, finishAuthentication, type PayOutcome, paySession } from './pay-session.ts'
import { type CheckoutView, EMPTY_FORM, renderCheckout } from './render-checkout.ts'
import { renderAuthentication, renderMessage } from './render-steps.ts'

export function registerCheckoutPage(server: FastifyInstance, world: World): void {
  server.get<{ Params: { sessionId: string } }>('/checkout/:sessionId', (request, reply) =>
    showCheckout(world, request.params.sessionId, reply, 200, {}),
  )
  server.post<{ Params: { sessionId: string } }>('/checkout/:sessionId/pay', (request, reply) =>
    pay(world, request.params.sessionId, request, reply),
  )
  server.get<{ Params: { intentId: string } }>('/authentication/:intentId', (request, reply) =>
    showAuthentication(world, request.params.intentId, reply),
  )
  server.post<{ Params: { intentId: string } }>('/authentication/:intentId', (request, reply) =>
    answerAuthentication(world, request.params.intentId, request.body, reply),
  )
}

type Shown = Partial<Pick<CheckoutView, 'form' | 'errors' | 'problem'>>

function showCheckout(
  world: World,
  sessionId: string,
  reply: FastifyReply,
  status: number,
  shown: Shown,
): FastifyReply {
  const known = findSession(world, sessionId)
  if (!known) return sendUnknown(reply)
  const session = known.object
  if (session.status !== 'open') return sendClosed(session, reply)
  const intent = session.payment_intent ? findObject(world.database, 'payment_intent', session.payment_intent) : null
  const view: CheckoutView = {
    session,
    lineItems: known.hidden.lineItems,
    form: shown.form ?? EMPTY_FORM,
    errors: shown.errors ?? {},
    problem: shown.errors ? null : (shown.problem ?? intent?.last_payment_error?.message ?? null),
  }
  return sendPage(reply, status, renderCheckout(view))
}

function pay(world: World, sessionId: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = findSession(world, sessionId)
  if (!known) return sendUnknown(reply)
  if (known.object.status === 'complete') return reply.redirect(toSuccessUrl(known.object), 303)
  const form = readCardForm(request.body)
  const card = parseCardForm(form, findPayerEmail(world, known.object), world.clock.nowMs())
  if (!card.ok) return showCheckout(world, sessionId, reply, 422, { form: { ...form, cvc: '' }, errors: card.error })
  const publicUrl = world.settings.publicUrl ?? `http://${request.host}`
  const outcome = paySession(world, sessionId, card.value, publicUrl)
  return answerPay(outcome, reply, (problem) =>
    showCheckout(world, sessionId, reply, 402, { form: { ...form, cvc: '' }, problem }),
  )
}

function findPayerEmail(world: World, session: WireSession): PayerEmail {
  if (session.customer !== null) {
    return { asked: false, known: findObject(world.database, 'customer', session.customer)?.email ?? null }
  }
  return session.customer_email === null ? { asked: true } : { asked: false, known: session.customer_email }
}

function answerPay(
  outcome: PayOutcome,
  reply: FastifyReply,
  showProblem: (problem: string) => FastifyReply,
): FastifyReply {
  if (outcome.kind === 'paid') return reply.redirect(toSuccessUrl(outcome.session), 303)
  if (outcome.kind === 'authenticate') return reply.redirect(`/authentication/${outcome.intentId}`, 303)
  if (outcome.kind === 'failed') return showProblem(outcome.message)
  return outcome.kind === 'expired' ? sendClosed(outcome.session, reply) : sendUnknown(reply)
}

function showAuthentication(world: World, intentId: string, reply: FastifyReply): FastifyReply {
  const found = findAuthentication(world, intentId)
  if (!found) return sendAfterAuthentication(world, intentId, reply)
  return sendPage(reply, 200, renderAuthentication(found.intent, found.known.method.card.last4))
}

function answerAuthentication(world: World, intentId: string, body: unknown, reply: FastifyReply): FastifyReply {
  const outcome = (body as { outcome?: unknown } | undefined)?.outcome
  if (outcome !== 'complete' && outcome !== 'fail') {
    const message = 'Choose "Complete authentication" or "Fail authentication".'
    return sendPage(
      reply,
      422,
      renderMessage('Nothing chosen', message, { href: `/authentication/${intentId}`, label: 'Choose' }),
    )
  }
  const before = findAuthentication(world, intentId)
  const finished = finishAuthentication(world, intentId, outcome === 'complete')
  const returnUrl = before?.session ? null : before?.intent.next_action?.redirect_to_url?.return_url
  if (finished && returnUrl) return reply.redirect(toReturnUrl(returnUrl, finished.intent), 303)
  return sendAfterAuthentication(world, intentId, reply)
}

/** Back to the shop with what Stripe adds to the address. */
function toReturnUrl(returnUrl: string, intent: WirePaymentIntent): string {
  const url = new URL(returnUrl)
  url.searchParams.set('payment_intent', intent.id)
  url.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '')
  url.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed')
  return url.href
}

/** The step is over: on to the shop, back to the payment page, or a word about how it ended. */
function sendAfterAuthentication(world: World, intentId: string, reply: FastifyReply): FastifyReply {
  const intent = findObject(world.database, 'payment_intent', intentId)
  if (!intent) return sendUnknown(reply)
  const session = findSessionOf(world, intentId)
  if (session?.status === 'complete') return reply.redirect(toSuccessUrl(session), 303)
  if (session) return reply.redirect(`/checkout/${session.id}`, 303)
  const paid = intent.status === 'succeeded'
  const text = paid ? 'You can close this page.' : 'Go back to where you came from and try another card.'
  return sendPage(reply, 200, renderMessage(paid ? 'Payment complete' : 'Payment not complete', text, null))
}

function findSessionOf(world: World, intentId: string): WireSession | null {
  const { data } = listObjects(world.database, 'checkout.session', { limit: 1, equals: { payment_intent: intentId } })
  return data[0] ?? null
}

const sendClosed = (session: WireSession, reply: FastifyReply): FastifyReply =>
  session.status === 'complete'
    ? sendPage(
        reply,
        200,
        renderMessage('Already paid', 'This order has been paid. It cannot be paid twice.', {
          href: toSuccessUrl(session),
          label: 'Continue',
        }),
      )
    : sendPage(
        reply,
        410,
        renderMessage(
          'This payment page has expired',
          'Nothing was paid. Go back and start the payment again.',
          session.cancel_url ? { href: session.cancel_url, label: 'Back' } : null,
        ),
      )

const sendUnknown = (reply: FastifyReply): FastifyReply =>
  sendPage(
    reply,
    404,
    renderMessage('No such payment page', 'The address is wrong, or the sandbox was reset since it was made.', null),
  )
