import { CAPABILITIES, type Capability, rolesWith } from '@turnpike/identity/core/permissions'
import { listColleagues } from '@turnpike/identity/store/access-store'
import { z } from 'zod'
import { organizationProcedure } from '@/server/trpc.ts'

const capabilitySchema = z.custom<Capability>(
  (value) => typeof value === 'string' && (CAPABILITIES as readonly string[]).includes(value),
  'There is no such capability.',
)

/** Who holds a capability that the viewer misses: named on a denied page. */
export const listGranters = organizationProcedure('spendable:read')
  .input(z.object({ capability: capabilitySchema }))
  .query(async ({ ctx, input }) => {
    const people = await listColleagues(ctx.deps.database, ctx.access.organization.id, rolesWith(input.capability))
    return people.map(({ email, name, role }) => ({ email, name, role }))
  })
