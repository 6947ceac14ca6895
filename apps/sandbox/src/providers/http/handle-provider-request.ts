/** One request to a simulated provider, from bytes to outcome. */
import { isJsonObject, type JsonObject } from '@turnpike/kernel/json'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { providerIdSchema } from '../control/control-inputs.ts'
import type { ProviderRegistry, RequestRecord } from '../control/provider-registry.ts'
import { chooseOperation, type Operation } from '../core/choose-operation.ts'
import { toGeneration } from '../core/generation.ts'
import { slowDown, toPerformanceProfile } from '../core/performance-profile.ts'
import { measurePrompt, type PrefixCache } from '../core/prefix-cache.ts'
import { failureOfMode, type ProviderFailure } from '../core/provider-failure.ts'
import type { ProviderSwitch } from '../core/switches.ts'
import { anthropicMessages } from '../dialects/anthropic-messages/anthropic-messages.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { openaiChat } from '../dialects/openai-chat/openai-chat.ts'
import { readText } from '../dialects/read-json-fields.ts'
import type { OpenConnections } from './open-connections.ts'
import { readJsonBody } from './read-body.ts'
import { serveGeneration } from './serve-generation.ts'

export type ProviderDeps = { registry: ProviderRegistry; prefixCache: PrefixCache; connections: OpenConnections }

export type ProviderRequest = FastifyRequest<{ Params: { provider: string; '*': string } }>

const LARGEST_KEPT_BODY = 64 * 1024
const CREDENTIAL_HEADERS = new Set([
  'authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'cookie',
  'proxy-authorization',
])
const MODELS_SINCE_SECONDS = 1_735_689_600

export async function handleProviderRequest(request: ProviderRequest, reply: FastifyReply, deps: ProviderDeps) {
  if (!providerIdSchema.safeParse(request.params.provider).success) {
    return reply.code(404).send({ error: { message: 'No provider has such an id.', type: 'invalid_request_error' } })
  }
  const path = request.params['*']
  const operation = chooseOperation(request.method, path)
  const dialect = chooseDialect(operation, request)
  const body = readJsonBody(request.body)
  const record = openRecord(request, deps.registry, dialect, body)
  const refuse = (failure: ProviderFailure) => sendFailure(reply, deps, record, dialect, failure)

  const fault = dialect.checkHeaders(request.headers)
  if (fault !== null) return refuse(fault)
  if (operation === null) return refuse({ kind: 'unknown_path', message: `Invalid URL (${request.method} /${path})` })
  if (operation === 'models' || operation === 'model') return sendModels(reply, deps, record, dialect, operation, path)
  if (!isJsonObject(body))
    return refuse({ kind: 'invalid_request', message: 'We could not parse the JSON body of your request.' })
  if (operation === 'count_tokens') return sendTokenCount(reply, deps, record, dialect, body)
  return generate(request, reply, deps, { record, dialect, body, refuse })
}

/** Paths both dialects share are told apart by the headers only Anthropic's clients send. */
function chooseDialect(operation: Operation | null, request: ProviderRequest): Dialect {
  if (operation === 'messages' || operation === 'count_tokens') return anthropicMessages
  if (operation === 'chat_completions') return openaiChat
  return request.headers['anthropic-version'] === undefined ? openaiChat : anthropicMessages
}

function openRecord(
  request: ProviderRequest,
  registry: ProviderRegistry,
  dialect: Dialect,
  body: unknown,
): RequestRecord {
  const bodyBytes = Buffer.isBuffer(request.body) ? request.body.length : 0
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    CREDENTIAL_HEADERS.has(name) ? '<redacted>' : String(value),
  ])
  const json = isJsonObject(body) ? body : null
  return registry.open({
    id: crypto.randomUUID(),
    at: new Date().toISOString(),
    provider: request.params.provider,
    method: request.method,
    path: `/${request.params['*']}`,
    dialect: dialect.name,
    model: json === null ? null : readText(json, 'model'),
    headers: Object.fromEntries(headers),
    body: bodyBytes > LARGEST_KEPT_BODY ? null : json,
    bodyBytes,
  })
}

type Parsed = {
  record: RequestRecord
  dialect: Dialect
  body: JsonObject
  refuse: (failure: ProviderFailure) => FastifyReply
}

/** A switch that fails with `afterTokens` starts a stream and breaks it; all others refuse at once. */
const refusesAtOnce = (active: ProviderSwitch, body: JsonObject): boolean =>
  failureOfMode(active.mode) !== null && (active.afterTokens === null || body.stream !== true)

async function generate(request: ProviderRequest, reply: FastifyReply, deps: ProviderDeps, parsed: Parsed) {
  const { record, dialect, body, refuse } = parsed
  const active = deps.registry.takeSwitch(record.provider, record.model)
  const kind = failureOfMode(active.mode)
  if (kind !== null && refusesAtOnce(active, body)) return refuse(toFailure(kind, active, record))
  const prompt = dialect.parseRequest(record.provider, body)
  if (!prompt.ok) return refuse(prompt.error)
  const nowMs = Date.now()
  const profile = toPerformanceProfile(record.provider)
  const generation = toGeneration(prompt.value, {
    usageReport: active.usage,
    profile: active.mode === 'slow' ? slowDown(profile) : profile,
    nonce: record.id,
    createdSeconds: Math.floor(nowMs / 1000),
    promptUsage: deps.prefixCache.use(measurePrompt(prompt.value), prompt.value.caching, nowMs),
  })
  reply.hijack()
  const signal = deps.connections.watch(reply.raw)
  request.log.debug({ provider: record.provider, model: record.model }, 'simulated generation')
  return serveGeneration({
    registry: deps.registry,
    record,
    dialect,
    generation,
    active,
    connection: reply.raw,
    signal,
  })
}

const toFailure = (kind: ProviderFailure['kind'], active: ProviderSwitch, record: RequestRecord): ProviderFailure => ({
  kind,
  ...(record.model === null ? {} : { model: record.model }),
  ...(active.retryAfterSeconds === null ? {} : { retryAfterSeconds: active.retryAfterSeconds }),
})

function sendFailure(
  reply: FastifyReply,
  { registry }: Pick<ProviderDeps, 'registry'>,
  record: RequestRecord,
  dialect: Dialect,
  failure: ProviderFailure,
): FastifyReply {
  const context = { provider: record.provider, nonce: record.id, nowMs: Date.now() }
  const answer = dialect.encodeFailure(failure, context)
  registry.close(record, {
    state: 'failed',
    httpStatus: answer.status,
    reason: failure.kind,
    stream: false,
    producedTokens: 0,
    deliveredTokens: 0,
  })
  return reply.code(answer.status).headers(answer.headers).send(JSON.stringify(answer.body))
}

function sendServed(
  reply: FastifyReply,
  { registry }: ProviderDeps,
  record: RequestRecord,
  body: JsonObject,
): FastifyReply {
  const nothing = { reason: null, stream: false, producedTokens: 0, deliveredTokens: 0 }
  registry.close(record, { state: 'served', httpStatus: 200, ...nothing })
  return reply.code(200).type('application/json').send(JSON.stringify(body))
}

/** A simulated provider serves any model; it lists those it was asked for. */
function sendModels(
  reply: FastifyReply,
  deps: ProviderDeps,
  record: RequestRecord,
  dialect: Dialect,
  operation: 'models' | 'model',
  path: string,
): FastifyReply {
  const name = path.replace(/^.*?models\//, '')
  const models = operation === 'model' ? [name] : deps.registry.models(record.provider)
  const list = dialect.encodeModels(record.provider, models, MODELS_SINCE_SECONDS)
  const first = Array.isArray(list.data) ? list.data[0] : undefined
  return sendServed(reply, deps, record, operation === 'model' && isJsonObject(first) ? first : list)
}

function sendTokenCount(
  reply: FastifyReply,
  deps: ProviderDeps,
  record: RequestRecord,
  dialect: Dialect,
  body: JsonObject,
): FastifyReply {
  const prompt = dialect.parseRequest(record.provider, { ...body, max_tokens: 1 })
  if (!prompt.ok) return sendFailure(reply, deps, record, dialect, prompt.error)
  return sendServed(reply, deps, record, { input_tokens: measurePrompt(prompt.value).promptTokens })
}
