/**
 * The text of an API key: `sk-tp-live-` + 32 random base-62 characters + 6 base-62 characters of CRC32.
 *
 * Guarantees:
 * - the random part carries 190 bits (32 × log2 62), every character equally likely;
 * - the checksum covers everything before it, so any change of one character is rejected before any look-up;
 * - only the keyed digest of a secret is ever stored or sent to the database.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

export type KeyKind = 'inference' | 'management'
export type WorkspaceMode = 'live' | 'test'
export type ApiKeyPrefix = 'sk-tp-live-' | 'sk-tp-test-' | 'sk-tp-mgmt-'

export type ParsedApiKey = { secret: string; prefix: ApiKeyPrefix; lastFour: string }

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const RANDOM_LENGTH = 32
const CHECKSUM_LENGTH = 6
const KEY_PATTERN = /^(sk-tp-(?:live|test|mgmt)-)([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/
/** The largest multiple of 62 in a byte: bytes above it are thrown away, else some characters would be likelier. */
const UNBIASED_BELOW = 248

/** The expected form in words, for error messages. */
export const API_KEY_FORM = '"sk-tp-live-", "sk-tp-test-" or "sk-tp-mgmt-" followed by 38 letters and digits'

export function keyPrefixFor(kind: KeyKind, mode: WorkspaceMode): ApiKeyPrefix {
  if (kind === 'management') return 'sk-tp-mgmt-'
  return mode === 'live' ? 'sk-tp-live-' : 'sk-tp-test-'
}

/** A new secret. The bytes come from the operating system; tests may hand in their own. */
export function generateApiKey(
  prefix: ApiKeyPrefix,
  nextBytes: (count: number) => Uint8Array = (count) => randomBytes(count),
): string {
  let random = ''
  while (random.length < RANDOM_LENGTH) {
    for (const byte of nextBytes(RANDOM_LENGTH)) {
      if (byte < UNBIASED_BELOW && random.length < RANDOM_LENGTH) random += ALPHABET.charAt(byte % ALPHABET.length)
    }
  }
  return prefix + random + checksumOf(prefix + random)
}

/** Reads a key by its form and checksum alone: no I/O. `null` means that it cannot be a key of ours. */
export function parseApiKey(text: string): ParsedApiKey | null {
  const match = KEY_PATTERN.exec(text)
  if (!match) return null
  const [, prefix = '', random = '', checksum = ''] = match
  if (!equalInConstantTime(checksum, checksumOf(prefix + random))) return null
  return { secret: text, prefix: prefix as ApiKeyPrefix, lastFour: text.slice(-4) }
}

/** Hex HMAC-SHA256 of a secret under the pepper: what the database knows of a key. */
export const digestApiKey = (pepper: string, secret: string): string =>
  createHmac('sha256', pepper).update(secret).digest('hex')

/** Comparison whose duration says nothing about where two texts differ. Different lengths are simply unequal. */
export function equalInConstantTime(first: string, second: string): boolean {
  const left = Buffer.from(first)
  const right = Buffer.from(second)
  return left.length === right.length && timingSafeEqual(left, right)
}

function checksumOf(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let index = 0; index < CHECKSUM_LENGTH; index++) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits
    rest = Math.floor(rest / ALPHABET.length)
  }
  return digits
}
