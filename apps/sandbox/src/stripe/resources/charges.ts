import { z } from 'zod'
import type { Operation } from '../http/operation.ts'
import { createdSchema, formText, listParams, parseParams } from '../http/parse-params.ts'
import { listPage, toListQuery } from './list-page.ts'
import { retrieveObject } from './retrieve-object.ts'

const listSchema = z.strictObject({
  ...listParams,
  created: createdSchema.optional(),
  customer: formText.optional(),
  payment_intent: formText.optional(),
})

export const retrieveCharge = retrieveObject('charge', {
  name: 'charges.retrieve',
  path: '/v1/charges/:id',
  missing: { resource: 'charge', parameter: 'id' },
})

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
