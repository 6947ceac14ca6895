/**
 * Ids are UUIDv7: they sort by the millisecond they were made, and a generation's day follows from its id.
 * In text they carry a short prefix: `gen-` + 26 base-32 characters, `key_` + …, `org_` + ….
 */
import { decodeCrockford, encodeCrockford } from './crockford.ts'

export const ID_PREFIXES = {
  user: 'usr_',
  session: 'ses_',
  organization: 'org_',
  membership: 'mem_',
  workspace: 'ws_',
  key: 'key_',
  wallet: 'wal_',
  lot: 'lot_',
  lease: 'lea_',
  budget: 'bud_',
  purchase: 'pur_',
  refund: 'ref_',
  ledgerTransaction: 'ltx_',
  inboundEvent: 'evt_',
  outbox: 'out_',
  audit: 'aud_',
  generation: 'gen-',
  request: 'req_',
  instance: 'ins_',
  invitation: 'inv_',
  token: 'tok_',
  mail: 'mail_',
} as const

export type IdKind = keyof typeof ID_PREFIXES

/** Makes a new id of a kind. */
export type Ids = { next: (kind: IdKind) => string }

const RANDOM_BYTES = 10

/** The 16 bytes of a UUIDv7 for a millisecond and ten random bytes. */
export function uuidV7(nowMs: number, random: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(16)
  let rest = nowMs
  for (let index = 5; index >= 0; index--) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes.set(random.subarray(0, RANDOM_BYTES), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes
}

export const systemIds: Ids = {
  next: (kind) =>
    ID_PREFIXES[kind] + encodeCrockford(uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)))),
}

/** The millisecond an id was made, or `null` when the text is no id of that kind. */
export function idTimeMs(kind: IdKind, id: string): number | null {
  const prefix = ID_PREFIXES[kind]
  if (!id.startsWith(prefix)) return null
  const bytes = decodeCrockford(id.slice(prefix.length))
  if (!bytes) return null
  return bytes.subarray(0, 6).reduce((time, byte) => time * 256 + byte, 0)
}
