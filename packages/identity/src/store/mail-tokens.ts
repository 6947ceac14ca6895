import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'

export type MailTokenPurpose = 'verify_email' | 'reset_password'

type NewMailToken = { id: string; purpose: MailTokenPurpose; tokenDigest: string; expiresAt: Date; createdAt: Date }

export async function insertMailToken(queryable: Queryable, userId: string, token: NewMailToken): Promise<void> {
  await prisma(queryable).verificationToken.create({ data: { ...token, userId } })
}

/**
 * Uses a token up and gives the person it was sent to; `null` when there is none, or it was used or is too old.
 * One conditional update, so of two clicks at once exactly one succeeds.
 */
export async function takeMailToken(
  queryable: Queryable,
  purpose: MailTokenPurpose,
  tokenDigest: string,
  usedAt: Date,
): Promise<string | null> {
  const rows = await prisma(queryable).verificationToken.updateManyAndReturn({
    where: { purpose, tokenDigest, usedAt: null, expiresAt: { gt: usedAt } },
    data: { usedAt },
    select: { userId: true },
  })
  return rows[0]?.userId ?? null
}

/** Makes all unused tokens of a person worthless for one purpose. */
export async function voidMailTokens(
  queryable: Queryable,
  userId: string,
  purpose: MailTokenPurpose,
  usedAt: Date,
): Promise<void> {
  await prisma(queryable).verificationToken.updateMany({ where: { userId, purpose, usedAt: null }, data: { usedAt } })
}
