import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { type Database, inTransaction } from '@turnpike/db/database'
import type { Clock } from '@turnpike/kernel/clock'
import type { Ids } from '@turnpike/kernel/ids'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { parseDisplayName } from '../core/display-name.ts'
import { parseEmailAddress } from '../core/email-address.ts'
import { checkPassword } from '../core/password.ts'
import { insertUser } from '../store/users.ts'
import { createHome, type SignedUp } from './create-home.ts'
import { hashPassword } from './password-hashing.ts'

export type SignUpInput = {
  email: string
  password: string
  name?: string | undefined
  ipAddress?: string | undefined
}

/**
 * Adds a person with a password, their organization, wallet and workspace: all of it or nothing.
 * Fails with `invalid_request` (metadata.field names the input) and `conflict` when the address has an account.
 */
export async function signUp(
  deps: { database: Database; clock: Clock; ids: Ids },
  input: SignUpInput,
): Promise<Result<SignedUp, Failure>> {
  const email = parseEmailAddress(input.email)
  if (!email.ok) return email
  const password = checkPassword(input.password, email.value)
  if (!password.ok) return password
  const name = input.name?.trim() ? parseDisplayName(input.name) : ok(null)
  if (!name.ok) return name

  // Hashed before the transaction: a connection is too scarce to be held for that long.
  const passwordHash = await hashPassword(password.value)
  const person = { userId: deps.ids.next('user'), email: email.value, name: name.value, ipAddress: input.ipAddress }
  return await inTransaction(deps.database, async (transaction) => {
    const isNew = await insertUser(transaction, {
      id: person.userId,
      email: person.email,
      name: person.name,
      passwordHash,
      emailVerifiedAt: null,
      createdAt: new Date(deps.clock.nowMs()),
    })
    return isNew ? ok(await createHome(deps, transaction, person)) : err(addressTaken())
  })
}

/** Said only to somebody who signs up; logging in never tells whether an address has an account. */
const addressTaken = (): Failure =>
  failure(
    'conflict',
    'There is an account with this e-mail address already. Log in instead, or reset the password if you forgot it.',
    { metadata: { field: 'email' } },
  )
