/**
 * Signing in through an outside provider (GitHub, Google).
 *
 * Guarantee: an account is tied to a person who was here before only when both sides have proven the same address.
 * Without that, whoever signs up first with somebody else's address and a password of their own would share the
 * account with its owner as soon as that one signs in through a provider.
 */
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { type Database, inTransaction, type Queryable } from '@turnpike/db/database'
import type { Clock } from '@turnpike/kernel/clock'
import type { Ids } from '@turnpike/kernel/ids'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { parseDisplayName } from '../core/display-name.ts'
import { parseEmailAddress } from '../core/email-address.ts'
import { findCredentials, findUserIdByAccount, insertUser, linkAccount } from '../store/users.ts'
import { createHome, type NewPerson, type SignedUp } from './create-home.ts'

export type ProviderProfile = {
  /** `github`, `google`. */
  provider: string
  providerAccountId: string
  email: string
  /** Whether the provider vouches for the address. */
  emailVerified: boolean
  name?: string | null | undefined
  ipAddress?: string | undefined
}

/** `home` is where a new person lands, and `null` for one who was here before. */
export type ProviderSignIn = { userId: string; isNew: boolean; home: SignedUp | null }

type Deps = { database: Database; clock: Clock; ids: Ids }

/** Finds or adds the person behind a provider's account. Fails with `permission_denied`, `conflict`, `invalid_request`. */
export async function signUpWithProvider(
  deps: Deps,
  profile: ProviderProfile,
): Promise<Result<ProviderSignIn, Failure>> {
  const known = await findUserIdByAccount(deps.database, accountOf(profile))
  if (known !== null) return ok({ userId: known, isNew: false, home: null })
  if (!profile.emailVerified) return err(notVerifiedByProvider(profile.provider))
  const email = parseEmailAddress(profile.email)
  if (!email.ok) return email

  const name = parseDisplayName(profile.name ?? '')
  const person: NewPerson = {
    userId: deps.ids.next('user'),
    email: email.value,
    name: name.ok ? name.value : null,
    ipAddress: profile.ipAddress,
  }
  return await inTransaction(deps.database, (transaction) => addOrLink(deps, transaction, profile, person))
}

const accountOf = ({ provider, providerAccountId }: ProviderProfile) => ({ provider, providerAccountId })

async function addOrLink(
  deps: Deps,
  transaction: Queryable,
  profile: ProviderProfile,
  person: NewPerson,
): Promise<Result<ProviderSignIn, Failure>> {
  const now = new Date(deps.clock.nowMs())
  const isNew = await insertUser(transaction, {
    id: person.userId,
    email: person.email,
    name: person.name,
    passwordHash: null,
    emailVerifiedAt: now,
    createdAt: now,
  })
  if (isNew) {
    await linkAccount(transaction, person.userId, accountOf(profile), now)
    return ok({ userId: person.userId, isNew, home: await createHome(deps, transaction, person) })
  }
  const existing = await findCredentials(transaction, person.email)
  if (!existing?.emailVerifiedAt) return err(notVerifiedHere())
  await linkAccount(transaction, existing.userId, accountOf(profile), now)
  return ok({ userId: existing.userId, isNew, home: null })
}

const notVerifiedByProvider = (provider: string): Failure =>
  failure(
    'permission_denied',
    `Your ${provider} account has no verified e-mail address. Verify it there, or sign up with e-mail and password.`,
    { metadata: { reason: 'provider_email_not_verified' } },
  )

const notVerifiedHere = (): Failure =>
  failure(
    'conflict',
    'There is an account with this e-mail address, but the address was never verified. Log in with its password and ' +
      'open the link in the verification mail first.',
    { metadata: { reason: 'email_not_verified' } },
  )
