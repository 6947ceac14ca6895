import { err, ok } from '@turnpike/kernel/result'
import { missingResource } from '../core/failure.ts'
import type { ObjectKind } from '../core/wire.ts'
import type { Operation } from '../http/operation.ts'
import { findObject } from '../store/object-store.ts'

type Naming = {
  name: string
  path: Operation['path']
  /** What Stripe calls the object and its parameter when there is none with that id. */
  missing: { resource: string; parameter: string }
}

/** `GET …/:id`: the object as it is, or Stripe's words for one that does not exist. */
export const retrieveObject = (kind: ObjectKind, { name, path, missing }: Naming): Operation => ({
  name,
  method: 'GET',
  path,
  run: (world, call) => {
    const found = findObject(world.database, kind, call.id)
    return found ? ok(found) : err(missingResource(missing.resource, call.id, missing.parameter))
  },
})
