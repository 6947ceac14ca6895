import { err, ok } from '@turnpike/kernel/result'
import { z } from 'zod'
import { missingResource } from '../core/failure.ts'
import { makeCustomer, updateCustomer } from '../core/make-customer.ts'
import { applyChange } from '../events/apply-change.ts'
import type { Operation } from '../http/operation.ts'
import {
  createdSchema,
  formText,
  listParams,
  mergeMetadata,
  metadataSchema,
  parseParams,
} from '../http/parse-params.ts'
import { findObject } from '../store/object-store.ts'
import { toMoment } from '../world.ts'
import { listPage, toListQuery } from './list-page.ts'
import { retrieveObject } from './retrieve-object.ts'

const customerFields = {
  email: formText.optional(),
  name: formText.optional(),
  phone: formText.optional(),
  description: formText.optional(),
  metadata: metadataSchema.optional(),
}

const createSchema = z.strictObject(customerFields)
const updateSchema = z.strictObject({
  ...customerFields,
  invoice_settings: z.strictObject({ default_payment_method: formText }).optional(),
})
const listSchema = z.strictObject({ ...listParams, created: createdSchema.optional(), email: formText.optional() })

const emptyToNull = (text: string | undefined): string | null => text || null

export const createCustomer: Operation = {
  name: 'customers.create',
  method: 'POST',
  path: '/v1/customers',
  run: (world, call) => {
    const params = parseParams(createSchema, call.params)
    if (!params.ok) return params
    const { metadata, email, name, phone, description } = params.value
    const { customer, change } = makeCustomer(
      {
        email: emptyToNull(email),
        name: emptyToNull(name),
        phone: emptyToNull(phone),
        description: emptyToNull(description),
        metadata: mergeMetadata({}, metadata),
      },
      toMoment(world),
    )
    applyChange(world, change, call.cause)
    return ok(customer)
  },
}

export const retrieveCustomer = retrieveObject('customer', {
  name: 'customers.retrieve',
  path: '/v1/customers/:id',
  missing: { resource: 'customer', parameter: 'id' },
})

export const changeCustomer: Operation = {
  name: 'customers.update',
  method: 'POST',
  path: '/v1/customers/:id',
  run: (world, call) => {
    const params = parseParams(updateSchema, call.params)
    if (!params.ok) return params
    const customer = findObject(world.database, 'customer', call.id)
    if (!customer) return err(missingResource('customer', call.id, 'id'))
    const { metadata, invoice_settings: invoiceSettings, ...texts } = params.value
    const methodId = invoiceSettings?.default_payment_method
    if (methodId) {
      const method = findObject(world.database, 'payment_method', methodId)
      if (method?.customer !== customer.id) {
        return err(missingResource('PaymentMethod', methodId, 'invoice_settings[default_payment_method]'))
      }
    }
    const { customer: updated, change } = updateCustomer(customer, {
      ...Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, emptyToNull(text)])),
      metadata: mergeMetadata(customer.metadata, metadata),
      ...(methodId === undefined
        ? {}
        : { invoice_settings: { ...customer.invoice_settings, default_payment_method: emptyToNull(methodId) } }),
    })
    applyChange(world, change, call.cause)
    return ok(updated)
  },
}

export const listCustomers: Operation = {
  name: 'customers.list',
  method: 'GET',
  path: '/v1/customers',
  run: (world, call) => {
    const params = parseParams(listSchema, call.params)
    if (!params.ok) return params
    return listPage(world, 'customer', toListQuery(params.value, ['email']), '/v1/customers')
  },
}
