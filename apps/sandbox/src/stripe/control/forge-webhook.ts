/** Webhooks that did not come from Stripe, for proving that they are turned away. */
import { signPayload } from '../webhooks/sign-payload.ts'

export const FORGERIES = [
  'wrong_signature',
  'wrong_secret',
  'old_timestamp',
  'future_timestamp',
  'changed_body',
  'missing_signature',
  'none',
] as const

export type Forgery = (typeof FORGERIES)[number]

/** Older than the 300 seconds that receivers tolerate. */
const OLD_SECONDS = 3600

/** The payload and header of a forgery. `none` signs rightly: for events that never happened. */
export function forgeWebhook(
  kind: Forgery,
  payload: string,
  secret: string,
  nowSeconds: number,
): { payload: string; signature: string | null } {
  const sign = (text: string, key: string, atSeconds: number): string => signPayload(text, key, atSeconds)
  switch (kind) {
    case 'missing_signature':
      return { payload, signature: null }
    case 'wrong_signature':
      return { payload, signature: `t=${nowSeconds},v1=${'0'.repeat(64)}` }
    case 'wrong_secret':
      return { payload, signature: sign(payload, `${secret}_wrong`, nowSeconds) }
    case 'old_timestamp':
      return { payload, signature: sign(payload, secret, nowSeconds - OLD_SECONDS) }
    case 'future_timestamp':
      return { payload, signature: sign(payload, secret, nowSeconds + OLD_SECONDS) }
    case 'changed_body':
      return { payload: `${payload}\n`, signature: sign(payload, secret, nowSeconds) }
    case 'none':
      return { payload, signature: sign(payload, secret, nowSeconds) }
  }
}
