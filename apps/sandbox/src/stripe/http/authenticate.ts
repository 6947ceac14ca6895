import { err, ok, type Result } from '@turnpike/kernel/result'
import type { StripeFailure } from '../core/failure.ts'

const refuse = (message: string): StripeFailure => ({ status: 401, error: { type: 'invalid_request_error', message } })

/** The secret key of an `authorization` header (Bearer, or Basic with the key as user). Any `sk_test_…` key is right. */
export function authenticate(header: string | undefined): Result<string, StripeFailure> {
  const key = readKey(header)
  if (!key) {
    return err(
      refuse(
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
      ),
    )
  }
  if (/^sk_test_\w+$/.test(key)) return ok(key)
  return err(
    refuse(`Invalid API Key provided: ${mask(key)}. The simulated Stripe takes keys that begin with sk_test_.`),
  )
}

function readKey(header: string | undefined): string | null {
  const [scheme = '', credentials = ''] = (header ?? '').split(' ')
  if (scheme.toLowerCase() === 'bearer') return credentials || null
  if (scheme.toLowerCase() !== 'basic') return null
  return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0] || null
}

/** A key in a message shows its kind and its last four characters, never the whole. */
const mask = (key: string): string => `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`
