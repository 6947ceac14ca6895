/** People and their sign-ins at outside providers. Addresses are stored as `parseEmailAddress` spells them. */
import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'

export type UserView = {
  userId: string
  email: string
  name: string | null
  emailVerifiedAt: Date | null
  /** IANA name; `null` follows the browser. */
  timeZone: string | null
  theme: string
  hasPassword: boolean
}

type NewUser = {
  id: string
  email: string
  name: string | null
  passwordHash: string | null
  emailVerifiedAt: Date | null
  createdAt: Date
}

/** Adds a person; `false` when the address is taken. The unique index decides, so two sign-ups cannot both win. */
export async function insertUser(queryable: Queryable, user: NewUser): Promise<boolean> {
  const { count } = await prisma(queryable).user.createMany({ data: [user], skipDuplicates: true })
  return count === 1
}

export async function findUser(queryable: Queryable, userId: string): Promise<UserView | null> {
  const row = await prisma(queryable).user.findUnique({ where: { id: userId } })
  if (!row) return null
  const { id, email, name, emailVerifiedAt, timeZone, theme, passwordHash } = row
  return { userId: id, email, name, emailVerifiedAt, timeZone, theme, hasPassword: passwordHash !== null }
}

export type UserCredentials = {
  userId: string
  email: string
  name: string | null
  passwordHash: string | null
  emailVerifiedAt: Date | null
}

export async function findCredentials(queryable: Queryable, email: string): Promise<UserCredentials | null> {
  const row = await prisma(queryable).user.findUnique({
    where: { email },
    select: { id: true, email: true, name: true, passwordHash: true, emailVerifiedAt: true },
  })
  if (!row) return null
  const { id, ...credentials } = row
  return { userId: id, ...credentials }
}

export type UserChange = { name?: string | null; timeZone?: string | null; theme?: string }

export async function updateUser(queryable: Queryable, userId: string, change: UserChange): Promise<void> {
  await prisma(queryable).user.update({ where: { id: userId }, data: change })
}

export async function setPasswordHash(queryable: Queryable, userId: string, passwordHash: string): Promise<void> {
  await prisma(queryable).user.update({ where: { id: userId }, data: { passwordHash } })
}

/** Keeps the first instant when the address was proven already. */
export async function markEmailVerified(queryable: Queryable, userId: string, verifiedAt: Date): Promise<void> {
  await prisma(queryable).user.updateMany({
    where: { id: userId, emailVerifiedAt: null },
    data: { emailVerifiedAt: verifiedAt },
  })
}

export type ProviderAccount = { provider: string; providerAccountId: string }

export async function findUserIdByAccount(queryable: Queryable, account: ProviderAccount): Promise<string | null> {
  const row = await prisma(queryable).account.findUnique({
    where: { provider_providerAccountId: account },
    select: { userId: true },
  })
  return row?.userId ?? null
}

/** Ties a provider's account to a person. Doing it twice, or twice at once, is the same as once. */
export async function linkAccount(
  queryable: Queryable,
  userId: string,
  account: ProviderAccount,
  linkedAt: Date,
): Promise<void> {
  await prisma(queryable).account.createMany({
    data: [{ ...account, userId, createdAt: linkedAt }],
    skipDuplicates: true,
  })
}
