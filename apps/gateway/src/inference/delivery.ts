/** How an answer gets to the client: as a stream of events or as one JSON body. */
import type { ReceiptLine } from '@turnpike/contracts/activity/generation-detail'
import type { Failure } from '@turnpike/contracts/errors/failure'
import type { CanonicalEvent } from '@turnpike/contracts/inference/canonical-event'
import type { Usage } from '@turnpike/contracts/inference/usage'
import type { NanoUsd } from '@turnpike/kernel/money'

export type Settled = { usage: Usage | null; costNanoUsd: NanoUsd; lines: ReceiptLine[] }

export type Delivery = {
  /** Takes one event; resolves when the client has room for more. */
  accept: (event: CanonicalEvent) => Promise<void>
  /** The end of a complete answer, once its charge is durable. */
  finish: (settled: Settled) => Promise<void>
  /** A status of its own before anything was sent, in-band after that. */
  fail: (failure: Failure) => Promise<void>
}
