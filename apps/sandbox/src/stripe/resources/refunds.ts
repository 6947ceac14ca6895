import { err, ok, type Result } from '@turnpike/kernel/result'
import { z } from 'zod'
import { invalidRequest, missingResource, type StripeFailure } from '../core/failure.ts'
import { refundCharge } from '../core/refund-charge.ts'
import type { WireCharge } from '../core/wire.ts'
import { applyChange } from '../events/apply-change.ts'
import type { Operation } from '../http/operation.ts'
import {
  createdSchema,
  formInteger,
  formText,
  listParams,
  mergeMetadata,
  metadataSchema,
  parseParams,
} from '../http/parse-params.ts'
import { findObject } from '../store/object-store.ts'
import { toMoment, type World } from '../world.ts'
import { listPage, toListQuery } from './list-page.ts'
import { retrieveObject } from './retrieve-object.ts'

const createSchema = z.strictObject({
  charge: formText.optional(),
  payment_intent: formText.optional(),
  amount: formInteger.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer'], 'Invalid reason').optional(),
  metadata: metadataSchema.optional(),
})
const listSchema = z.strictObject({
  ...listParams,
  created: createdSchema.optional(),
  charge: formText.optional(),
  payment_intent: formText.optional(),
})

export const createRefund: Operation = {
  name: 'refunds.create',
  method: 'POST',
  path: '/v1/refunds',
  run: (world, call) => {
    const params = parseParams(createSchema, call.params)
    if (!params.ok) return params
    const { charge: chargeId, payment_intent: intentId, amount, reason, metadata } = params.value
    const charge = findRefundedCharge(world, chargeId, intentId)
    if (!charge.ok) return charge
    const refunded = refundCharge(
      charge.value,
      { amount: amount ?? null, reason: reason ?? null, metadata: mergeMetadata({}, metadata) },
      toMoment(world),
    )
    if (!refunded.ok) return refunded
    applyChange(world, refunded.value.change, call.cause)
    return ok(refunded.value.refund)
  },
}

/** The charge that is named itself, or the one that paid the named intent. */
function findRefundedCharge(
  world: World,
  chargeId: string | undefined,
  intentId: string | undefined,
): Result<WireCharge, StripeFailure> {
  if (chargeId) {
    const charge = findObject(world.database, 'charge', chargeId)
    if (!charge) return err(missingResource('charge', chargeId, 'charge'))
    if (!intentId || charge.payment_intent === intentId) return ok(charge)
    return err(invalidRequest(`Charge ${chargeId} does not belong to PaymentIntent ${intentId}.`))
  }
  if (!intentId) {
    return err(
      invalidRequest('One of the following params should be provided for this request: payment_intent or charge.', {
        code: 'parameter_missing',
      }),
    )
  }
  const intent = findObject(world.database, 'payment_intent', intentId)
  if (!intent) return err(missingResource('payment_intent', intentId, 'payment_intent'))
  const charge = intent.latest_charge ? findObject(world.database, 'charge', intent.latest_charge) : null
  if (charge?.paid) return ok(charge)
  return err(
    invalidRequest(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`, {
      code: 'payment_intent_unexpected_state',
      payment_intent: intent,
    }),
  )
}

export const retrieveRefund = retrieveObject('refund', {
  name: 'refunds.retrieve',
  path: '/v1/refunds/:id',
  missing: { resource: 'refund', parameter: 'id' },
})

export const listRefunds: Operation = {
  name: 'refunds.list',
  method: 'GET',
  path: '/v1/refunds',
  run: (world, call) => {
    const params = parseParams(listSchema, call.params)
    if (!params.ok) return params
    const query = toListQuery(params.value, ['charge', 'payment_intent'])
    return listPage(world, 'refund', query, '/v1/refunds')
  },
}
