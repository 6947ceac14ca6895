/** An organization's customer at Stripe: made once, then kept. */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { invariant } from '@turnpike/kernel/invariant'

export async function readStripeCustomer(database: Queryable, organizationId: string): Promise<string | null> {
  const row = await prisma(database).organization.findUnique({
    where: { id: organizationId },
    select: { stripeCustomerId: true },
  })
  return row?.stripeCustomerId ?? null
}

/** Stores a customer in place of `known`; when somebody else was faster, theirs stays. Gives the one that is stored. */
export async function replaceStripeCustomer(
  database: Queryable,
  organizationId: string,
  known: string | null,
  customerId: string,
): Promise<string> {
  const [row] = await prisma(database).$queryRaw<{ id: string }[]>(sql`
    UPDATE organization SET stripe_customer_id =
      CASE WHEN stripe_customer_id IS NOT DISTINCT FROM ${known} THEN ${customerId} ELSE stripe_customer_id END
    WHERE id = ${organizationId} RETURNING stripe_customer_id AS id`)
  invariant(row !== undefined, `organization ${organizationId} exists`)
  return row.id
}
