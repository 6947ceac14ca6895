import { err, ok } from '@turnpike/kernel/result'
import { z } from 'zod'
import { missingResource } from '../core/failure.ts'
import type { WireEvent } from '../core/wire.ts'
import type { Operation } from '../http/operation.ts'
import { createdSchema, formText, listParams, parseParams } from '../http/parse-params.ts'
import { findDelivery } from '../store/delivery-store.ts'
import { findObject } from '../store/object-store.ts'
import type { World } from '../world.ts'
import { listPage, toListQuery } from './list-page.ts'

const listSchema = z.strictObject({
  ...listParams,
  created: createdSchema.optional(),
  type: formText.optional(),
  types: z.array(formText).max(20).optional(),
})

/** The event as the API shows it: `pending_webhooks` falls to 0 once it was delivered. */
const withPending = (world: World, event: WireEvent): WireEvent => ({
  ...event,
  pending_webhooks: findDelivery(world.database, event.id)?.status === 'pending' ? 1 : 0,
})

export const retrieveEvent: Operation = {
  name: 'events.retrieve',
  method: 'GET',
  path: '/v1/events/:id',
  run: (world, call) => {
    const event = findObject(world.database, 'event', call.id)
    return event ? ok(withPending(world, event)) : err(missingResource('event', call.id, 'id'))
  },
}

export const listEvents: Operation = {
  name: 'events.list',
  method: 'GET',
  path: '/v1/events',
  run: (world, call) => {
    const params = parseParams(listSchema, call.params)
    if (!params.ok) return params
    const { types } = params.value
    const query = { ...toListQuery(params.value), ...toTypeFilter(params.value.type, types) }
    const page = listPage(world, 'event', query, '/v1/events')
    if (!page.ok) return page
    return ok({ ...page.value, data: page.value.data.map((event) => withPending(world, event)) })
  },
}

/** `type` is one name or a group (`charge.*`); `types` a list of names. */
function toTypeFilter(
  type: string | undefined,
  types: string[] | undefined,
): { types?: string[]; typePrefix?: string } {
  if (types) return { types }
  if (!type) return {}
  return type.endsWith('*') ? { typePrefix: type.slice(0, -1) } : { types: [type] }
}
