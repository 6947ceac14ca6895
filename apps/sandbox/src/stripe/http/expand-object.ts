/** `expand[]`: puts an object where its id stands. Paths may be nested (`payment_intent.latest_charge`, `data.customer`). */
import { err, ok, type Result } from '@turnpike/kernel/result'
import { invalidRequest, type StripeFailure } from '../core/failure.ts'
import type { ObjectKind } from '../core/wire.ts'
import { findKnownObject, findObject, listObjects } from '../store/object-store.ts'
import type { World } from '../world.ts'
import { toList } from './to-list.ts'

type AnyObject = Record<string, unknown>

const MAX_DEPTH = 4
const MAX_INCLUDED = 100

/** Field → what its id names. */
const REFERENCES: Record<string, Record<string, ObjectKind>> = {
  payment_intent: { customer: 'customer', payment_method: 'payment_method', latest_charge: 'charge' },
  charge: { customer: 'customer', payment_intent: 'payment_intent' },
  'checkout.session': { customer: 'customer', payment_intent: 'payment_intent' },
  refund: { charge: 'charge', payment_intent: 'payment_intent' },
  payment_method: { customer: 'customer' },
  customer_invoice_settings: { default_payment_method: 'payment_method' },
}

/** Fields that exist and may be asked for, but are always empty here. */
const ALWAYS_NULL: Record<string, readonly string[]> = {
  charge: ['balance_transaction', 'application_fee', 'review'],
  refund: ['balance_transaction'],
  payment_intent: ['application', 'review', 'on_behalf_of'],
  'checkout.session': ['invoice', 'setup_intent', 'subscription', 'payment_link'],
  customer: ['default_source'],
}

/** The object with every path expanded, or Stripe's error for a field that cannot be. */
export function expandObject(world: World, object: object, paths: readonly string[]): Result<object, StripeFailure> {
  let expanded = { ...object } as AnyObject
  for (const path of paths) {
    const segments = path.split('.')
    if (segments.length > MAX_DEPTH + Number(segments[0] === 'data')) {
      return err(invalidRequest(`You cannot expand more than ${MAX_DEPTH} levels of a property: ${path}`))
    }
    const next = expandPath(world, expanded, segments, path)
    if (!next.ok) return next
    expanded = next.value
  }
  return ok(expanded)
}

function expandPath(
  world: World,
  object: AnyObject,
  [field, ...rest]: readonly string[],
  path: string,
  kind = String(object.object),
): Result<AnyObject, StripeFailure> {
  if (field === undefined) return ok(object)
  if (kind === 'list' && field === 'data') return expandList(world, object, rest, path)
  if (kind === 'customer' && field === 'invoice_settings') {
    return expandInto(world, object, field, object[field], rest, path, 'customer_invoice_settings')
  }
  const included = toIncludedList(world, kind, field, String(object.id))
  if (included) return expandInto(world, object, field, included, rest, path)
  if (ALWAYS_NULL[kind]?.includes(field)) return ok(object)
  const target = REFERENCES[kind]?.[field]
  if (!target) return err(invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' }))
  const current = object[field]
  if (current === null || current === undefined) return ok(object)
  const value = typeof current === 'string' ? findObject(world.database, target, current) : current
  return expandInto(world, object, field, value, rest, path)
}

function expandInto(
  world: World,
  object: AnyObject,
  field: string,
  value: unknown,
  rest: readonly string[],
  path: string,
  kind?: string,
): Result<AnyObject, StripeFailure> {
  const inner = expandPath(world, { ...(value as AnyObject) }, rest, path, kind)
  return inner.ok ? ok({ ...object, [field]: inner.value }) : inner
}

function expandList(
  world: World,
  list: AnyObject,
  rest: readonly string[],
  path: string,
): Result<AnyObject, StripeFailure> {
  const data: AnyObject[] = []
  for (const item of list.data as AnyObject[]) {
    const expanded = expandPath(world, item, rest, path)
    if (!expanded.ok) return expanded
    data.push(expanded.value)
  }
  return ok({ ...list, data })
}

/** Lists that Stripe leaves out unless they are asked for. */
function toIncludedList(world: World, kind: string, field: string, id: string): object | null {
  if (kind === 'checkout.session' && field === 'line_items') {
    const known = findKnownObject(world.database, 'checkout.session', id)
    return toList({ data: known?.hidden.lineItems ?? [], hasMore: false }, `/v1/checkout/sessions/${id}/line_items`)
  }
  if (kind === 'charge' && field === 'refunds') {
    const page = listObjects(world.database, 'refund', { limit: MAX_INCLUDED, equals: { charge: id } })
    return toList(page, `/v1/charges/${id}/refunds`)
  }
  return null
}
