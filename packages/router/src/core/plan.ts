/** What routing takes and gives. Everything here is data: no clock, no randomness, no connection. */
import type { Catalog, Model, PricedEndpoint, Provider } from '@turnpike/catalog/core/catalog'
import type { CandidateRecord, RemovedRecord } from '@turnpike/contracts/activity/generation-detail'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import type { HealthSnapshot } from './health.ts'

/** The parts of a score in the words of the strategy that ranked. */
export type Score = CandidateRecord['score']

/** An endpoint that may serve the request, with everything needed to call it and to price it. */
export type Candidate = { endpoint: PricedEndpoint; provider: Provider; model: Model; score: Score }

export type Plan = {
  /** In the order they are to be tried. Never empty, never twice the same endpoint, at most `PLAN_LENGTH`. */
  candidates: readonly Candidate[]
  /** Every other endpoint of the models asked for, each with the filter that removed it and why. */
  removed: readonly RemovedRecord[]
  /** How the candidates were ordered: `default`, `price`, `throughput`, `latency`, `exacto`; with `order, ` before it. */
  strategy: string
  seed: number
}

/** The longest plan. */
export const PLAN_LENGTH = 24

/** What the key and its workspace allow; the request can only narrow it. `null` is no restriction. */
export type RoutingPolicy = {
  /** Model ids, or `author/*`. */
  allowedModels: readonly string[] | null
  /** Provider ids. */
  allowedProviders: readonly string[] | null
  dataCollection: 'allow' | 'deny'
  zdr: boolean
}

export type PlanInput = {
  request: InferenceRequest
  catalog: Catalog
  health: HealthSnapshot
  policy: RoutingPolicy
  /** Whether a provider can be called at all: its key is there, or something stands in for it. */
  isRoutable: (provider: Provider) => boolean
  /** No tokenizer makes more tokens of the input than this. */
  inputTokenBound: number
  seed: number
  nowMs: number
}
