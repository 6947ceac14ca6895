/** Crockford's base 32 of 128-bit ids: 26 lower-case characters that sort like the bytes. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 26

export function encodeCrockford(bytes: Uint8Array): string {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  let text = ''
  for (let index = 0; index < LENGTH; index++) {
    text = ALPHABET.charAt(Number(value & 31n)) + text
    value >>= 5n
  }
  return text
}

/** The 16 bytes behind 26 base-32 characters, or `null` when the text is no such id. */
export function decodeCrockford(text: string): Uint8Array | null {
  if (text.length !== LENGTH) return null
  let value = 0n
  for (const character of text.toLowerCase()) {
    const digit = ALPHABET.indexOf(character)
    if (digit < 0) return null
    value = (value << 5n) | BigInt(digit)
  }
  if (value >> 128n !== 0n) return null
  const bytes = new Uint8Array(16)
  for (let index = 15; index >= 0; index--) {
    bytes[index] = Number(value & 255n)
    value >>= 8n
  }
  return bytes
}
