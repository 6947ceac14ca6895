import { err, ok, type Result } from '@turnpike/kernel/result'
import { z } from 'zod'
import { cancelPaymentIntent } from '../core/cancel-payment-intent.ts'
import { type Change, joinChanges } from '../core/change.ts'
import { invalidRequest, missingResource, type StripeFailure } from '../core/failure.ts'
import { makePaymentIntent } from '../core/make-payment-intent.ts'
import type { KnownMethod } from '../core/make-payment-method.ts'
import type { WirePaymentIntent } from '../core/wire.ts'
import { applyChange } from '../events/apply-change.ts'
import type { ApiCall, Operation } from '../http/operation.ts'
import {
  createdSchema,
  formBoolean,
  formCurrency,
  formInteger,
  formText,
  formUrl,
  listParams,
  mergeMetadata,
  metadataSchema,
  parseParams,
} from '../http/parse-params.ts'
import { findKnownObject, findObject } from '../store/object-store.ts'
import { toMoment, type World } from '../world.ts'
import { checkAmount } from './check-amount.ts'
import { confirmIntent, findUsableMethod } from './confirm-intent.ts'
import { listPage, toListQuery } from './list-page.ts'
import { retrieveObject } from './retrieve-object.ts'

const cardOnly = z.array(z.literal('card', 'The simulated Stripe has cards only')).min(1)

const createSchema = z.strictObject({
  amount: formInteger,
  currency: formCurrency,
  customer: formText.optional(),
  payment_method: formText.optional(),
  confirm: formBoolean.default(false),
  off_session: formBoolean.default(false),
  error_on_requires_action: formBoolean.default(false),
  return_url: formUrl.optional(),
  metadata: metadataSchema.optional(),
  description: formText.optional(),
  receipt_email: formText.optional(),
  statement_descriptor: z.string().max(22).optional(),
  setup_future_usage: z.enum(['off_session', 'on_session'], 'Invalid setup_future_usage').optional(),
  payment_method_types: cardOnly.optional(),
  automatic_payment_methods: z
    .strictObject({ enabled: formBoolean, allow_redirects: z.enum(['always', 'never']).optional() })
    .optional(),
  capture_method: z.enum(['automatic', 'automatic_async'], 'The simulated Stripe captures at once').optional(),
})

const confirmSchema = z.strictObject({
  payment_method: formText.optional(),
  off_session: formBoolean.default(false),
  error_on_requires_action: formBoolean.default(false),
  return_url: formUrl.optional(),
})

const cancelSchema = z.strictObject({
  cancellation_reason: z
    .enum(['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'], 'Invalid cancellation_reason')
    .optional(),
})

const listSchema = z.strictObject({ ...listParams, created: createdSchema.optional(), customer: formText.optional() })

type CreateParams = z.output<typeof createSchema>

export const createPaymentIntent: Operation = {
  name: 'payment_intents.create',
  method: 'POST',
  path: '/v1/payment_intents',
  run: (world, call) => {
    const params = parseParams(createSchema, call.params)
    if (!params.ok) return params
    const problem = findProblem(world, params.value)
    if (problem) return err(problem)
    const known = findGivenMethod(world, params.value)
    if (!known.ok) return known
    const intent = startIntent(world, call, params.value, known.value)
    if (!params.value.confirm || !known.value) return ok(intent)
    return confirmIntent(world, call, intent, {
      known: known.value,
      offSession: params.value.off_session,
      failOnAction: params.value.error_on_requires_action,
      returnUrl: params.value.return_url ?? null,
    })
  },
}

/** Everything that makes Stripe refuse before an intent exists. */
function findProblem(world: World, params: CreateParams): StripeFailure | null {
  const amount = checkAmount(params.amount, params.currency, 'amount')
  if (!amount.ok) return amount.error
  if (params.customer && !findObject(world.database, 'customer', params.customer)) {
    return missingResource('customer', params.customer, 'customer')
  }
  if (params.off_session && !params.confirm) {
    return invalidRequest('You can only set `off_session` when `confirm` is true.', { param: 'off_session' })
  }
  if (params.off_session && params.setup_future_usage) {
    return invalidRequest('You cannot set `setup_future_usage` when `off_session` is true.', {
      param: 'setup_future_usage',
    })
  }
  if (params.confirm && !params.payment_method) {
    return invalidRequest('You must provide a `payment_method` to confirm this PaymentIntent.', {
      code: 'parameter_missing',
      param: 'payment_method',
    })
  }
  return null
}

function findGivenMethod(world: World, params: CreateParams): Result<KnownMethod | null, StripeFailure> {
  if (!params.payment_method) return ok(null)
  return findUsableMethod(world, params.payment_method, { customer: params.customer ?? null, payment_method: null })
}

function startIntent(world: World, call: ApiCall, params: CreateParams, known: KnownMethod | null): WirePaymentIntent {
  const automatic = params.automatic_payment_methods
  const { intent, change } = makePaymentIntent(
    {
      amount: params.amount,
      currency: params.currency,
      customer: params.customer ?? null,
      metadata: mergeMetadata({}, params.metadata),
      description: params.description || null,
      receipt_email: params.receipt_email || null,
      statement_descriptor: params.statement_descriptor || null,
      setup_future_usage: params.setup_future_usage ?? null,
      payment_method: known?.method.id ?? null,
      automatic_payment_methods: automatic
        ? { enabled: automatic.enabled, allow_redirects: automatic.allow_redirects ?? 'always' }
        : null,
    },
    null,
    toMoment(world),
  )
  const given: Change = { saved: known ? [{ object: known.method, hidden: known.hidden }] : [], events: [] }
  applyChange(world, joinChanges(given, change), call.cause)
  return intent
}

export const retrievePaymentIntent = retrieveObject('payment_intent', {
  name: 'payment_intents.retrieve',
  path: '/v1/payment_intents/:id',
  missing: { resource: 'payment_intent', parameter: 'intent' },
})

export const listPaymentIntents: Operation = {
  name: 'payment_intents.list',
  method: 'GET',
  path: '/v1/payment_intents',
  run: (world, call) => {
    const params = parseParams(listSchema, call.params)
    if (!params.ok) return params
    return listPage(world, 'payment_intent', toListQuery(params.value, ['customer']), '/v1/payment_intents')
  },
}

export const confirmPaymentIntent: Operation = {
  name: 'payment_intents.confirm',
  method: 'POST',
  path: '/v1/payment_intents/:id/confirm',
  run: (world, call) => {
    const params = parseParams(confirmSchema, call.params)
    if (!params.ok) return params
    const intent = findOwnIntent(world, call.id, 'confirm')
    if (!intent.ok) return intent
    const methodId = params.value.payment_method ?? intent.value.payment_method
    if (!methodId) {
      return err(
        invalidRequest(
          "You cannot confirm this PaymentIntent because it's missing a payment method. Update the PaymentIntent with a payment method, or provide one in `payment_method`.",
          { code: 'payment_intent_unexpected_state', payment_intent: intent.value },
        ),
      )
    }
    const known = findUsableMethod(world, methodId, intent.value)
    if (!known.ok) return known
    return confirmIntent(world, call, intent.value, {
      known: known.value,
      offSession: params.value.off_session,
      failOnAction: params.value.error_on_requires_action,
      returnUrl: params.value.return_url ?? null,
    })
  },
}

export const cancelIntent: Operation = {
  name: 'payment_intents.cancel',
  method: 'POST',
  path: '/v1/payment_intents/:id/cancel',
  run: (world, call) => {
    const params = parseParams(cancelSchema, call.params)
    if (!params.ok) return params
    const intent = findOwnIntent(world, call.id, 'cancel')
    if (!intent.ok) return intent
    const reason = params.value.cancellation_reason ?? null
    const canceled = cancelPaymentIntent(intent.value, reason, toMoment(world).nowSeconds)
    if (!canceled.ok) return canceled
    applyChange(world, canceled.value.change, call.cause)
    return ok(canceled.value.intent)
  },
}

/** An intent that the API may act on: one that Checkout made is acted on through its session only. */
function findOwnIntent(world: World, id: string, action: string): Result<WirePaymentIntent, StripeFailure> {
  const known = findKnownObject(world.database, 'payment_intent', id)
  if (!known) return err(missingResource('payment_intent', id, 'intent'))
  if (known.hidden.sessionId === null) return ok(known.object)
  return err(
    invalidRequest(
      `You cannot ${action} this PaymentIntent because it was created by the Checkout Session ${known.hidden.sessionId}.`,
      { code: 'payment_intent_unexpected_state', payment_intent: known.object },
    ),
  )
}
