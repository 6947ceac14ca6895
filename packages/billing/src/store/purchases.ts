/** Purchases as our own rows. The database refuses amounts that do not add up. */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { invariant } from '@turnpike/kernel/invariant'
import { PURCHASE_STATUSES, type Purchase, type PurchaseStatus } from '../core/purchase.ts'
import { UNFINISHED_STATUSES } from '../core/purchase-state.ts'

type PurchaseModel = Omit<Purchase, 'status'> & { status: string }

export type NewPurchase = Pick<
  Purchase,
  'id' | 'organizationId' | 'userId' | 'creditsCents' | 'feeCents' | 'totalCents' | 'currency'
>

/**
 * Adds a purchase unless its id is taken, and gives the row that stands there then, which may be another
 * organization's: ids are made in browsers, so the caller compares before it shows anything.
 */
export async function insertPurchase(database: Queryable, purchase: NewPurchase): Promise<Purchase> {
  const client = prisma(database)
  await client.purchase.createMany({ data: [{ ...purchase, status: 'created' }], skipDuplicates: true })
  return toPurchase(await client.purchase.findUniqueOrThrow({ where: { id: purchase.id } }))
}

export async function readPurchase(
  database: Queryable,
  organizationId: string,
  purchaseId: string,
): Promise<Purchase | null> {
  const row = await prisma(database).purchase.findFirst({ where: { id: purchaseId, organizationId } })
  return row && toPurchase(row)
}

/** Newest first. `before` is the id of the last purchase of the page before; ids sort by the time they were made. */
export async function listPurchases(
  database: Queryable,
  organizationId: string,
  page: { limit: number; before?: string },
): Promise<Purchase[]> {
  const rows = await prisma(database).purchase.findMany({
    where: { organizationId, ...(page.before === undefined ? {} : { id: { lt: page.before } }) },
    orderBy: { id: 'desc' },
    take: page.limit,
  })
  return rows.map(toPurchase)
}

/** Reads a purchase and keeps others from moving it until the transaction ends. */
export async function lockPurchase(
  transaction: Queryable,
  organizationId: string,
  purchaseId: string,
): Promise<Purchase> {
  await prisma(transaction).$queryRaw(
    sql`SELECT id FROM purchase WHERE id = ${purchaseId} AND organization_id = ${organizationId} FOR UPDATE`,
  )
  const purchase = await readPurchase(transaction, organizationId, purchaseId)
  invariant(purchase !== null, `purchase ${purchaseId} was there a moment ago`)
  return purchase
}

export type PurchaseChange = Partial<
  Pick<
    Purchase,
    'status' | 'failureMessage' | 'stripeCheckoutId' | 'stripePaymentIntentId' | 'checkoutUrl' | 'fulfilledAt'
  >
> & { livemode?: boolean }

export async function updatePurchase(
  transaction: Queryable,
  organizationId: string,
  purchaseId: string,
  change: PurchaseChange,
): Promise<Purchase> {
  const row = await prisma(transaction).purchase.update({ where: { id: purchaseId, organizationId }, data: change })
  return toPurchase(row)
}

/**
 * Whose purchase a Stripe object belongs to. The organization is the answer here, not the question: Stripe's events know
 * only Stripe's ids and ours.
 */
export async function findPurchase(
  database: Queryable,
  by: { stripeCheckoutId: string } | { stripePaymentIntentId: string } | { id: string },
): Promise<Purchase | null> {
  const row = await prisma(database).purchase.findFirst({ where: by })
  return row && toPurchase(row)
}

/** Purchases of every organization about which Stripe may still have news, oldest first. */
export async function listUnfinishedPurchases(
  database: Queryable,
  made: { from: Date; limit: number },
): Promise<Purchase[]> {
  const rows = await prisma(database).purchase.findMany({
    where: {
      status: { in: [...UNFINISHED_STATUSES] },
      createdAt: { gte: made.from },
      stripeCheckoutId: { not: null },
    },
    orderBy: { createdAt: 'asc' },
    take: made.limit,
  })
  return rows.map(toPurchase)
}

const toPurchase = (row: PurchaseModel): Purchase => ({
  id: row.id,
  organizationId: row.organizationId,
  userId: row.userId,
  creditsCents: row.creditsCents,
  feeCents: row.feeCents,
  totalCents: row.totalCents,
  currency: row.currency,
  status: toStatus(row.status),
  failureMessage: row.failureMessage,
  stripeCheckoutId: row.stripeCheckoutId,
  stripePaymentIntentId: row.stripePaymentIntentId,
  checkoutUrl: row.checkoutUrl,
  createdAt: row.createdAt,
  fulfilledAt: row.fulfilledAt,
})

function toStatus(text: string): PurchaseStatus {
  const status = PURCHASE_STATUSES.find((known) => known === text)
  invariant(status !== undefined, `unknown purchase status ${text}`)
  return status
}
