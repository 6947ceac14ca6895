/**
 * What the simulated providers remember: switches, counters and the last requests. In memory, bounded in every
 * direction, and without credentials: a request's key is replaced before it is kept.
 */
import type { Json } from '@turnpike/kernel/json'
import { DEFAULT_SPEED_FACTOR, type PerformanceProfile, toPerformanceProfile } from '../core/performance-profile.ts'
import { addSwitch, type ProviderSwitch, takeSwitch } from '../core/switches.ts'

export type RequestState = 'open' | 'served' | 'failed' | 'aborted'

export type Outcome = {
  state: RequestState
  httpStatus: number | null
  /** Why it failed, or the mode that broke it; `null` for plain answers. */
  reason: string | null
  stream: boolean
  /** Tokens the answer had, and those written to the connection before it ended. */
  producedTokens: number
  deliveredTokens: number
}

export type RequestRecord = {
  id: string
  at: string
  provider: string
  method: string
  path: string
  dialect: string
  model: string | null
  headers: Readonly<Record<string, string>>
  /** The parsed JSON body; `null` when there was none, it was no JSON, or it was longer than 64 KB. */
  body: Json
  bodyBytes: number
  outcome: Outcome
}

export type Counters = {
  requests: number
  served: number
  failed: number
  aborted: number
  producedTokens: number
  deliveredTokens: number
}

export type ProviderReport = {
  provider: string
  profile: PerformanceProfile
  switches: readonly ProviderSwitch[]
  counters: Counters
  models: readonly string[]
  lastRequestIds: readonly string[]
}

type ProviderState = {
  switches: readonly ProviderSwitch[]
  counters: Counters
  models: Set<string>
  lastRequestIds: string[]
}

const MOST_REQUESTS = 200
const MOST_REQUEST_IDS = 20
const MOST_PROVIDERS = 1000
const MOST_MODELS = 500

const noCounts = (): Counters => ({
  requests: 0,
  served: 0,
  failed: 0,
  aborted: 0,
  producedTokens: 0,
  deliveredTokens: 0,
})

export class ProviderRegistry {
  #providers = new Map<string, ProviderState>()
  #requests: RequestRecord[] = []
  #speedFactor = DEFAULT_SPEED_FACTOR

  get speedFactor(): number {
    return this.#speedFactor
  }

  setSpeedFactor(factor: number): void {
    this.#speedFactor = factor
  }

  setSwitch(provider: string, added: ProviderSwitch): ProviderReport {
    const state = this.#state(provider)
    state.switches = addSwitch(state.switches, added)
    return this.report(provider)
  }

  /** Back to normal: the provider's switches go, its counters and requests stay. */
  clearSwitches(provider: string): void {
    this.#state(provider).switches = []
  }

  takeSwitch(provider: string, model: string | null): ProviderSwitch {
    const state = this.#state(provider)
    const { current, rest } = takeSwitch(state.switches, model)
    state.switches = rest
    return current
  }

  open(request: Omit<RequestRecord, 'outcome'>): RequestRecord {
    const outcome: Outcome = {
      state: 'open',
      httpStatus: null,
      reason: null,
      stream: false,
      producedTokens: 0,
      deliveredTokens: 0,
    }
    const record = { ...request, outcome }
    const state = this.#state(request.provider)
    state.counters.requests++
    state.lastRequestIds = [record.id, ...state.lastRequestIds].slice(0, MOST_REQUEST_IDS)
    if (record.model !== null && state.models.size < MOST_MODELS) state.models.add(record.model)
    this.#requests = [record, ...this.#requests].slice(0, MOST_REQUESTS)
    return record
  }

  /** Ends a request once; a second call changes nothing. */
  close(record: RequestRecord, outcome: Omit<Outcome, 'state'> & { state: Exclude<RequestState, 'open'> }): void {
    if (record.outcome.state !== 'open') return
    record.outcome = outcome
    const { counters } = this.#state(record.provider)
    counters[outcome.state]++
    counters.producedTokens += outcome.producedTokens
    counters.deliveredTokens += outcome.deliveredTokens
  }

  requests(): readonly RequestRecord[] {
    return this.#requests
  }

  models(provider: string): readonly string[] {
    return [...this.#state(provider).models].toSorted()
  }

  report(provider: string): ProviderReport {
    const { switches, counters, models, lastRequestIds } = this.#state(provider)
    const profile = toPerformanceProfile(provider)
    return { provider, profile, switches, counters: { ...counters }, models: [...models].toSorted(), lastRequestIds }
  }

  reports(): ProviderReport[] {
    return [...this.#providers.keys()].toSorted().map((provider) => this.report(provider))
  }

  reset(): void {
    this.#providers = new Map()
    this.#requests = []
    this.#speedFactor = DEFAULT_SPEED_FACTOR
  }

  #state(provider: string): ProviderState {
    const known = this.#providers.get(provider)
    if (known !== undefined) return known
    const state: ProviderState = { switches: [], counters: noCounts(), models: new Set(), lastRequestIds: [] }
    const oldest = this.#providers.size >= MOST_PROVIDERS ? this.#providers.keys().next().value : undefined
    if (oldest !== undefined) this.#providers.delete(oldest)
    this.#providers.set(provider, state)
    return state
  }
}
