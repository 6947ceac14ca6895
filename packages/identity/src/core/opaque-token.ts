/**
 * Random tokens of cookies and mails: 256 bits, handed out once. The database holds only the SHA-256: for random
 * input of this size a slow hash would add nothing.
 */
import { createHash, randomBytes } from 'node:crypto'

const TOKEN_PATTERN = /^[\w-]{43}$/

export const generateToken = (): string => randomBytes(32).toString('base64url')

/** Whether a text could be such a token: anything else is turned away before any look-up. */
export const isToken = (text: string): boolean => TOKEN_PATTERN.test(text)

export const digestToken = (token: string): string => createHash('sha256').update(token).digest('hex')
