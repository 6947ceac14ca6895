/** How often somebody may try to get in: per account and per address, so that neither guessing nor spraying pays. */
import 'server-only'
import { systemClock } from '@turnpike/kernel/clock'
import { createRateLimiter } from '@/server/rate-limit/rate-limiter.ts'

const perAccount = createRateLimiter(systemClock, { burst: 5, periodMs: 20_000 })
const perAddress = createRateLimiter(systemClock, { burst: 30, periodMs: 4_000 })
const signUpsPerAddress = createRateLimiter(systemClock, { burst: 20, periodMs: 30_000 })

const UNKNOWN_ADDRESS = 'unknown'

/** Milliseconds to wait before the next log-in, 0 to go ahead. */
export const limitLogIn = (email: string, address: string | null): number =>
  Math.max(perAddress.attempt(address ?? UNKNOWN_ADDRESS), perAccount.attempt(toAccountKey(email)))

export const forgetLogIns = (email: string): void => perAccount.forget(toAccountKey(email))

/** Milliseconds to wait before the next sign-up, 0 to go ahead. */
export const limitSignUp = (address: string | null): number => signUpsPerAddress.attempt(address ?? UNKNOWN_ADDRESS)

const toAccountKey = (email: string): string => email.trim().toLowerCase()
