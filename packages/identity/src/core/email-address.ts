import { domainToASCII } from 'node:url'
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { z } from 'zod'

const MAX_LENGTH = 254
const addressSchema = z.email().max(MAX_LENGTH)

/**
 * The one spelling under which an address is stored and compared: trimmed, lower case, the domain in ASCII.
 * Fails with `invalid_request` for anything that is no address.
 */
export function parseEmailAddress(text: string): Result<string, Failure> {
  const trimmed = text.trim()
  const at = trimmed.lastIndexOf('@')
  if (at < 1 || trimmed.length > MAX_LENGTH) return err(notAnAddress())
  const address = `${trimmed.slice(0, at)}@${domainToASCII(trimmed.slice(at + 1))}`.toLowerCase()
  return addressSchema.safeParse(address).success ? ok(address) : err(notAnAddress())
}

const notAnAddress = (): Failure =>
  failure('invalid_request', 'Enter an e-mail address such as name@example.com.', { metadata: { field: 'email' } })
