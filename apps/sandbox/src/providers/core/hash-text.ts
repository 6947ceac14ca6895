/** Small deterministic hashes: the same text always gives the same number, so simulated answers and speeds repeat. */

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** FNV-1a over UTF-16 units → an unsigned 32-bit number. `start` chains hashes and makes independent ones. */
export function hashText(text: string, start: number = FNV_OFFSET): number {
  let hash = start >>> 0
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME)
  }
  return hash >>> 0
}

/** `length` characters of `alphabet` that follow from `source` alone; used for ids and padding. */
export function textFrom(source: string, alphabet: string, length: number): string {
  let hash = hashText(source)
  let text = ''
  for (let index = 0; index < length; index++) {
    hash = hashText(String(index), hash ^ (hash >>> 15))
    text += alphabet.charAt((hash >>> 8) % alphabet.length)
  }
  return text
}

export const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
export const HEXADECIMAL = '0123456789abcdef'
