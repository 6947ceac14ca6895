/** What is known of a request so far; `record` writes it down however the request ends. */
import type { Catalog } from '@turnpike/catalog/core/catalog'
import type {
  AttemptRecord,
  ReceiptLine,
  RefusalRecord,
  RemovedRecord,
} from '@turnpike/contracts/activity/generation-detail'
import type { Failure } from '@turnpike/contracts/errors/failure'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import type { Usage } from '@turnpike/contracts/inference/usage'
import type { Principal } from '@turnpike/identity/core/principal'
import type { NanoUsd } from '@turnpike/kernel/money'
import type { Plan } from '@turnpike/router/core/plan'
import { type ClientExchange, elapsedMs } from './exchange.ts'
import type { MeterReading } from './meter.ts'
import type { Reservation } from './reserve.ts'

export type RequestTrace = {
  generationId: string
  createdAtMs: number
  exchange: ClientExchange
  principal: Principal
  request: InferenceRequest | null
  catalog: Catalog
  plan: Plan | null
  /** Known when planning left nothing over. */
  removed: readonly RemovedRecord[]
  reservation: Reservation | null
  refusal: RefusalRecord | null
  attempts: AttemptRecord[]
  winner: number | null
  reading: MeterReading | null
  usage: Usage | null
  costNanoUsd: NanoUsd
  lines: ReceiptLine[]
  failure: Failure | null
  clientGone: boolean
  firstTokenMs: number | null
  /** Milliseconds after arrival at which each step ended. */
  timings: Record<string, number>
}

export const markStep = (trace: RequestTrace, step: string): void => {
  trace.timings[step] = Math.round(elapsedMs(trace.exchange) * 10) / 10
}
