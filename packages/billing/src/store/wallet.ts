/** An organization's wallet comes to be, and credit comes into it. */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { notify } from '@turnpike/db/notifications'
import { invariant } from '@turnpike/kernel/invariant'
import type { NanoUsd } from '@turnpike/kernel/money'
import { type GrantSource, grantPosting } from '../core/postings.ts'
import { postLedger } from './post-ledger.ts'

/** Belongs into the transaction that makes the organization. Harmless when the wallet is there. */
export async function createWallet(transaction: Queryable, organizationId: string): Promise<void> {
  await prisma(transaction).$executeRaw(
    sql`INSERT INTO wallet (organization_id) VALUES (${organizationId}) ON CONFLICT DO NOTHING`,
  )
}

/** Takes the lock that everything about an organization's money is done under, until the transaction ends. */
export async function lockWallet(transaction: Queryable, organizationId: string): Promise<void> {
  await prisma(transaction).$executeRaw(sql`SELECT lock_wallet(${organizationId})`)
}

export type NewLot = {
  lotId: string
  source: GrantSource | 'purchase'
  purchaseId: string | null
  amount: NanoUsd
  expiresAt: Date | null
}

/** Adds a lot and its credit to the wallet. The caller posts the ledger and has made sure that it happens once. */
export async function addLot(transaction: Queryable, organizationId: string, lot: NewLot): Promise<void> {
  invariant(lot.amount > 0n, 'a lot has an amount')
  await lockWallet(transaction, organizationId)
  await prisma(transaction).$executeRaw(sql`
    INSERT INTO lot (id, organization_id, source, purchase_id, amount, remaining, expires_at)
    VALUES (${lot.lotId}, ${organizationId}, ${lot.source}, ${lot.purchaseId}, ${lot.amount}, ${lot.amount}, ${lot.expiresAt})`)
  await prisma(transaction).$executeRaw(sql`
    UPDATE wallet SET credited = credited + ${lot.amount}, available = available + ${lot.amount}, updated_at = now()
    WHERE organization_id = ${organizationId}`)
}

export type CreditGrant = {
  /** Made by the caller; the same id cannot be granted twice. */
  lotId: string
  source: GrantSource
  amount: NanoUsd
  expiresAt: Date | null
  /** What it was for: a campaign, a ticket. Shown in the ledger. */
  reference: string
}

/** Credit that nobody paid for: a promotion or a correction. */
export async function grantCredit(transaction: Queryable, organizationId: string, grant: CreditGrant): Promise<void> {
  await addLot(transaction, organizationId, { ...grant, purchaseId: null })
  await postLedger(transaction, grantPosting({ ...grant, organizationId }))
  await notify(transaction, { topic: 'wallet_changed', organizationId })
}
