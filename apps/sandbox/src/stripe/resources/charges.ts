import { err, ok } from '@turnpike/kernel/result'
import { z } from 'zod'
import { missingResource } from '../core/failure.ts'
import type { Operation } from '../http/operation.ts'
import { createdSchema, formText, listParams, parseParams } from '../http/parse-params.ts'
import { findObject } from '../store/object-store.ts'
import { listPage, toListQuery } from './list-page.ts'

const listSchema = z.strictObject({
  ...listParams,
  created: createdSchema.optional(),
  customer: formText.optional(),
  payment_intent: formText.optional(),
})

export const retrieveCharge: Operation = {
  name: 'charges.retrieve',
  method: 'GET',
  path: '/v1/charges/:id',
  run: (world, call) => {
    const charge = findObject(world.database, 'charge', call.id)
    return charge ? ok(charge) : err(missingResource('charge', call.id, 'id'))
  },
}

export const listCharges: Operation = {
  name: 'charges.list',
  method: 'GET',
  path: '/v1/charges',
  run: (world, call) => {
    const params = parseParams(listSchema, call.params)
    if (!params.ok) return params
    const query = toListQuery(params.value, ['customer', 'payment_intent'])
    return listPage(world, 'charge', query, '/v1/charges')
  },
}
