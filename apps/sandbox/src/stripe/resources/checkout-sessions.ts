import { err, ok, type Result } from '@turnpike/kernel/result'
import { z } from 'zod'
import { invalidRequest, missingResource, type StripeFailure } from '../core/failure.ts'
import { expireSession } from '../core/finish-session.ts'
import { type LineItemFields, makeSession } from '../core/make-session.ts'
import { applyChange } from '../events/apply-change.ts'
import type { Operation } from '../http/operation.ts'
import {
  createdSchema,
  formCurrency,
  formInteger,
  formText,
  formUrl,
  listParams,
  mergeMetadata,
  metadataSchema,
  parseParams,
} from '../http/parse-params.ts'
import { toList } from '../http/to-list.ts'
import { findKnownObject, findObject } from '../store/object-store.ts'
import { nowSeconds, toMoment } from '../world.ts'
import { checkAmount } from './check-amount.ts'
import { listPage, toListQuery } from './list-page.ts'
import { retrieveObject } from './retrieve-object.ts'

const MINUTE = 60
const DEFAULT_LIFETIME = 24 * 60 * MINUTE
const SHORTEST_LIFETIME = 30 * MINUTE
/** Stripe lets the caller's clock be a little off. */
const CLOCK_TOLERANCE = MINUTE

const lineItemSchema = z.strictObject({
  quantity: formInteger.refine((quantity) => quantity >= 1 && quantity <= 999_999, 'Invalid quantity').prefault('1'),
  price_data: z.strictObject({
    currency: formCurrency,
    unit_amount: formInteger.refine((amount) => amount >= 0, 'Invalid non-negative integer'),
    product_data: z.strictObject({
      name: formText.min(1),
      description: formText.optional(),
      metadata: metadataSchema.optional(),
      images: z.array(formUrl).max(8).optional(),
    }),
  }),
})

const createSchema = z.strictObject({
  mode: z.literal('payment', 'The simulated Stripe has mode=payment only'),
  line_items: z.array(lineItemSchema).min(1).max(100),
  success_url: formUrl,
  cancel_url: formUrl.optional(),
  customer: formText.optional(),
  customer_email: z.email('Invalid email address').optional(),
  customer_creation: z.enum(['always', 'if_required']).optional(),
  client_reference_id: z.string().max(200).optional(),
  metadata: metadataSchema.optional(),
  expires_at: formInteger.optional(),
  ui_mode: z.literal('hosted_page', 'The simulated Stripe has the hosted page only').optional(),
  payment_method_types: z.array(z.literal('card', 'The simulated Stripe has cards only')).min(1).optional(),
  submit_type: z.enum(['auto', 'pay', 'book', 'donate']).optional(),
  locale: formText.optional(),
  payment_intent_data: z
    .strictObject({
      metadata: metadataSchema.optional(),
      setup_future_usage: z.enum(['off_session', 'on_session']).optional(),
      description: formText.optional(),
      receipt_email: formText.optional(),
      statement_descriptor: z.string().max(22).optional(),
    })
    .optional(),
})

const listSchema = z.strictObject({
  ...listParams,
  created: createdSchema.optional(),
  customer: formText.optional(),
  payment_intent: formText.optional(),
  status: z.enum(['open', 'complete', 'expired'], 'Invalid status').optional(),
})
const noParams = z.strictObject({})

type CreateParams = z.output<typeof createSchema>

export const createCheckoutSession: Operation = {
  name: 'checkout.sessions.create',
  method: 'POST',
  path: '/v1/checkout/sessions',
  run: (world, call) => {
    const params = parseParams(createSchema, call.params)
    if (!params.ok) return params
    const expiresAt = checkExpiry(params.value.expires_at, nowSeconds(world))
    if (!expiresAt.ok) return expiresAt
    const currency = checkLineItems(params.value)
    if (!currency.ok) return currency
    const { customer } = params.value
    if (customer && params.value.customer_email) {
      return err(
        invalidRequest('You may only specify one of these parameters: customer, customer_email.', {
          code: 'parameters_exclusive',
        }),
      )
    }
    const owner = customer ? findObject(world.database, 'customer', customer) : null
    if (customer && !owner) return err(missingResource('customer', customer, 'customer'))
    const { session, change } = makeSession(
      { ...toSessionFields(params.value), currency: currency.value, expiresAtSeconds: expiresAt.value },
      (id) => `${call.publicUrl}/checkout/${id}`,
      toMoment(world),
    )
    applyChange(world, change, call.cause)
    return ok(session)
  },
}

function checkExpiry(expiresAt: number | undefined, now: number): Result<number, StripeFailure> {
  if (expiresAt === undefined) return ok(now + DEFAULT_LIFETIME)
  const soonEnough = expiresAt <= now + DEFAULT_LIFETIME + CLOCK_TOLERANCE
  if (soonEnough && expiresAt >= now + SHORTEST_LIFETIME - CLOCK_TOLERANCE) return ok(expiresAt)
  return err(
    invalidRequest(
      soonEnough
        ? 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.'
        : 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      { param: 'expires_at' },
    ),
  )
}

/** Gives the one currency of the items, whose total is an amount Stripe takes. */
function checkLineItems(params: CreateParams): Result<string, StripeFailure> {
  const currency = params.line_items[0]?.price_data.currency ?? 'usd'
  const index = params.line_items.findIndex((item) => item.price_data.currency !== currency)
  if (index > 0) {
    return err(
      invalidRequest('All line items must have the same currency.', {
        param: `line_items[${index}][price_data][currency]`,
      }),
    )
  }
  const total = params.line_items.reduce((sum, item) => sum + item.price_data.unit_amount * item.quantity, 0)
  const amount = checkAmount(total, currency, 'line_items')
  return amount.ok ? ok(currency) : amount
}

const toLineItem = (item: CreateParams['line_items'][number]): LineItemFields => ({
  name: item.price_data.product_data.name,
  description: item.price_data.product_data.description ?? null,
  unitAmountCents: item.price_data.unit_amount,
  quantity: item.quantity,
  currency: item.price_data.currency,
})

function toSessionFields(params: CreateParams) {
  const intentData = params.payment_intent_data
  return {
    customer: params.customer ?? null,
    customerEmail: params.customer_email ?? null,
    customerCreation: params.customer_creation ?? null,
    clientReferenceId: params.client_reference_id ?? null,
    lineItems: params.line_items.map(toLineItem),
    metadata: mergeMetadata({}, params.metadata),
    successUrl: params.success_url,
    cancelUrl: params.cancel_url ?? null,
    submitType: params.submit_type ?? null,
    locale: params.locale ?? null,
    intentDraft: {
      metadata: mergeMetadata({}, intentData?.metadata),
      setup_future_usage: intentData?.setup_future_usage ?? null,
      description: intentData?.description || null,
      receipt_email: intentData?.receipt_email || null,
      statement_descriptor: intentData?.statement_descriptor || null,
    },
  }
}

export const retrieveCheckoutSession = retrieveObject('checkout.session', {
  name: 'checkout.sessions.retrieve',
  path: '/v1/checkout/sessions/:id',
  missing: { resource: 'checkout.session', parameter: 'session' },
})

export const listCheckoutSessions: Operation = {
  name: 'checkout.sessions.list',
  method: 'GET',
  path: '/v1/checkout/sessions',
  run: (world, call) => {
    const params = parseParams(listSchema, call.params)
    if (!params.ok) return params
    const query = toListQuery(params.value, ['customer', 'payment_intent', 'status'])
    return listPage(world, 'checkout.session', query, '/v1/checkout/sessions')
  },
}

export const listSessionLineItems: Operation = {
  name: 'checkout.sessions.list_line_items',
  method: 'GET',
  path: '/v1/checkout/sessions/:id/line_items',
  run: (world, call) => {
    const params = parseParams(z.strictObject(listParams), call.params)
    if (!params.ok) return params
    const known = findKnownObject(world.database, 'checkout.session', call.id)
    if (!known) return err(missingResource('checkout.session', call.id, 'session'))
    const { lineItems } = known.hidden
    const start = lineItems.findIndex((item) => item.id === params.value.starting_after) + 1
    const data = lineItems.slice(start, start + params.value.limit)
    const hasMore = start + data.length < lineItems.length
    return ok(toList({ data, hasMore }, `/v1/checkout/sessions/${call.id}/line_items`))
  },
}

export const expireCheckoutSession: Operation = {
  name: 'checkout.sessions.expire',
  method: 'POST',
  path: '/v1/checkout/sessions/:id/expire',
  run: (world, call) => {
    const params = parseParams(noParams, call.params)
    if (!params.ok) return params
    const session = findObject(world.database, 'checkout.session', call.id)
    if (!session) return err(missingResource('checkout.session', call.id, 'session'))
    const intent = session.payment_intent ? findObject(world.database, 'payment_intent', session.payment_intent) : null
    const expired = expireSession(session, intent, nowSeconds(world))
    if (!expired.ok) return expired
    applyChange(world, expired.value.change, call.cause)
    return ok(expired.value.session)
  },
}
