import type { IssuedKey } from '@turnpike/identity/use-cases/create-key'

/** The one answer that carries a secret. */
export type IssuedKeyView = { id: string; name: string; prefix: string; lastFour: string; secret: string }

export const toIssuedView = ({ key: { id, name, prefix, lastFour }, secret }: IssuedKey): IssuedKeyView => ({
  id,
  name,
  prefix,
  lastFour,
  secret,
})
