import { createHmac } from 'node:crypto'

/** The `stripe-signature` header: HMAC-SHA256 of `<seconds>.<payload>` under the endpoint's secret, in hex. */
export function signPayload(payload: string, secret: string, timestampSeconds: number): string {
  const signature = createHmac('sha256', secret).update(`${timestampSeconds}.${payload}`, 'utf8').digest('hex')
  return `t=${timestampSeconds},v1=${signature}`
}
