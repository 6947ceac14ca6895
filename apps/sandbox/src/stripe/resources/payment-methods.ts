import { err, ok } from '@turnpike/kernel/result'
import { z } from 'zod'
import { invalidRequest, missingResource } from '../core/failure.ts'
import { attachMethod, detachMethod } from '../core/make-payment-method.ts'
import { applyChange } from '../events/apply-change.ts'
import type { Operation } from '../http/operation.ts'
import { formText, listParams, parseParams } from '../http/parse-params.ts'
import { findObject } from '../store/object-store.ts'
import { findMethod } from './find-method.ts'
import { listPage, toListQuery } from './list-page.ts'
import { retrieveObject } from './retrieve-object.ts'

const typeFilter = { type: z.literal('card', 'The simulated Stripe has cards only').optional() }
const listSchema = z.strictObject({ ...listParams, ...typeFilter, customer: formText })
const ofCustomerSchema = z.strictObject({ ...listParams, ...typeFilter, allow_redisplay: formText.optional() })
const attachSchema = z.strictObject({ customer: formText })
const noParams = z.strictObject({})

export const retrievePaymentMethod = retrieveObject('payment_method', {
  name: 'payment_methods.retrieve',
  path: '/v1/payment_methods/:id',
  missing: { resource: 'PaymentMethod', parameter: 'id' },
})

export const listPaymentMethods: Operation = {
  name: 'payment_methods.list',
  method: 'GET',
  path: '/v1/payment_methods',
  run: (world, call) => {
    const params = parseParams(listSchema, call.params)
    if (!params.ok) return params
    const { customer } = params.value
    if (!findObject(world.database, 'customer', customer)) return err(missingResource('customer', customer, 'customer'))
    return listPage(world, 'payment_method', toListQuery(params.value, ['customer']), '/v1/payment_methods')
  },
}

export const listPaymentMethodsOfCustomer: Operation = {
  name: 'customers.list_payment_methods',
  method: 'GET',
  path: '/v1/customers/:id/payment_methods',
  run: (world, call) => {
    const params = parseParams(ofCustomerSchema, call.params)
    if (!params.ok) return params
    if (!findObject(world.database, 'customer', call.id)) return err(missingResource('customer', call.id, 'id'))
    const query = toListQuery({ ...params.value, customer: call.id }, ['customer', 'allow_redisplay'])
    return listPage(world, 'payment_method', query, `/v1/customers/${call.id}/payment_methods`)
  },
}

export const attachPaymentMethod: Operation = {
  name: 'payment_methods.attach',
  method: 'POST',
  path: '/v1/payment_methods/:id/attach',
  run: (world, call) => {
    const params = parseParams(attachSchema, call.params)
    if (!params.ok) return params
    const { customer } = params.value
    const known = findMethod(world, call.id)
    if (!known) return err(missingResource('PaymentMethod', call.id, 'id'))
    if (!findObject(world.database, 'customer', customer)) return err(missingResource('customer', customer, 'customer'))
    if (known.method.customer !== null && known.method.customer !== customer) {
      return err(
        invalidRequest('The payment method you provided has already been attached to a customer.', {
          code: 'payment_method_unexpected_state',
        }),
      )
    }
    const attached = attachMethod(known, customer, false)
    applyChange(
      world,
      {
        saved: [{ object: attached.method, hidden: attached.hidden }],
        events: [{ type: 'payment_method.attached', object: attached.method }],
      },
      call.cause,
    )
    return ok(attached.method)
  },
}

export const detachPaymentMethod: Operation = {
  name: 'payment_methods.detach',
  method: 'POST',
  path: '/v1/payment_methods/:id/detach',
  run: (world, call) => {
    const params = parseParams(noParams, call.params)
    if (!params.ok) return params
    const known = findMethod(world, call.id)
    if (!known) return err(missingResource('PaymentMethod', call.id, 'id'))
    if (known.method.customer === null) {
      return err(
        invalidRequest('The payment method you provided is not attached to a customer so detachment is impossible.', {
          code: 'payment_method_unexpected_state',
        }),
      )
    }
    const owner = findObject(world.database, 'customer', known.method.customer)
    const { known: detached, saved } = detachMethod(known, owner)
    applyChange(world, { saved, events: [{ type: 'payment_method.detached', object: detached.method }] }, call.cause)
    return ok(detached.method)
  },
}
