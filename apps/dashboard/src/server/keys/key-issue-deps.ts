import 'server-only'
import type { KeyIssueDeps } from '@turnpike/identity/use-cases/create-key'
import type { Deps } from '@/server/deps.ts'

/** What making a key takes. The pepper is the gateway's too, or no key would be known there. */
export const toKeyIssueDeps = ({ clock, ids, environment }: Deps): KeyIssueDeps => ({
  clock,
  ids,
  pepper: environment.API_KEY_PEPPER,
})
