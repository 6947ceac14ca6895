/** Ids that look like Stripe's: the prefix and random base-62 characters. */
import { randomInt } from 'node:crypto'
import type { IdPrefix } from './core/change.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const LENGTH = 24
const SESSION_LENGTH = 58

export function randomId(prefix: IdPrefix): string {
  const length = prefix === 'cs_test_' ? SESSION_LENGTH : LENGTH
  return prefix + Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}
