/** What a shop and its payer do, over HTTP only. */
import type Stripe from 'stripe'
import type { TestSandbox } from './start-sandbox.ts'

export const CARD_FORM = { number: '4242 4242 4242 4242', expiry: '12 / 34', cvc: '123', name: 'Test Payer' }

export const SESSION_PARAMS = {
  mode: 'payment',
  line_items: [
    { quantity: 1, price_data: { currency: 'usd', unit_amount: 5000, product_data: { name: 'Credits' } } },
    { quantity: 1, price_data: { currency: 'usd', unit_amount: 275, product_data: { name: 'Fee' } } },
  ],
  customer_email: 'payer@example.com',
  metadata: { purchaseId: 'pur_1' },
  payment_intent_data: { metadata: { purchaseId: 'pur_1' } },
  success_url: 'http://127.0.0.1:3000/success?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://127.0.0.1:3000/cancel',
} as const satisfies Stripe.Checkout.SessionCreateParams

export const createSession = (
  sandbox: TestSandbox,
  params: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> => {
  const { customer_email: _replaced, ...withoutEmail } = SESSION_PARAMS
  return sandbox.stripe.checkout.sessions.create({ ...(params.customer ? withoutEmail : SESSION_PARAMS), ...params })
}

/** Sends a form as a browser does, without following where it leads. */
export const postForm = (url: string, form: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })

/** Presses Pay on the session's hosted page. */
export const pressPay = (
  sandbox: TestSandbox,
  sessionId: string,
  form: Partial<typeof CARD_FORM> = {},
): Promise<Response> => postForm(`${sandbox.baseUrl}/checkout/${sessionId}/pay`, { ...CARD_FORM, ...form })

/** A customer whose card of that number was saved by a purchase. */
export async function saveCard(
  sandbox: TestSandbox,
  number: string,
): Promise<{ customer: Stripe.Customer; methodId: string }> {
  const customer = await sandbox.stripe.customers.create({ email: 'payer@example.com' })
  const session = await createSession(sandbox, {
    customer: customer.id,
    payment_intent_data: { setup_future_usage: 'off_session' },
  })
  const reply = await pressPay(sandbox, session.id, { number })
  const location = reply.headers.get('location') ?? ''
  if (location.startsWith('/authentication/')) await postForm(sandbox.baseUrl + location, { outcome: 'complete' })
  const { data } = await sandbox.stripe.paymentMethods.list({ customer: customer.id, type: 'card' })
  return { customer, methodId: data[0]?.id ?? '' }
}
