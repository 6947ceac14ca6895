/**
 * The body of `POST /chat/completions` → a canonical request. Lenient: `null` means "not set" anywhere near the top,
 * and a parameter we do not know is kept. What cannot be understood is answered by a sentence that names the field.
 */
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import {
  type ChatCompletionRequest,
  chatCompletionRequestSchema,
} from '@turnpike/contracts/inference/chat-completion-request'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { isJsonObject, type Json, type JsonObject } from '@turnpike/kernel/json'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { findMessageFault } from './check-messages.ts'
import { describeIssue } from './describe-issue.ts'
import { DEFAULT_LIMITS, type ParseLimits, parseJsonBody } from './parse-json-body.ts'

export function parseChatCompletionRequest(
  body: Uint8Array,
  limits: Partial<ParseLimits> = {},
): Result<InferenceRequest, Failure> {
  const json = parseJsonBody(body, { ...DEFAULT_LIMITS, ...limits })
  if (!json.ok) return json
  const fields = withoutNulls(json.value)
  const parsed = chatCompletionRequestSchema.safeParse(fields)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return invalid(issue ? describeIssue(issue) : 'The request is not valid.')
  }
  const models = namedModels(parsed.data)
  if (models.length === 0) return invalid('model is required: name a model in `model`, or several in `models`.')
  const fault = findMessageFault(parsed.data.messages) ?? findConflict(parsed.data)
  return fault === null ? ok(toInferenceRequest(parsed.data, models, fields, body.byteLength)) : invalid(fault)
}

const invalid = (message: string): Result<InferenceRequest, Failure> => err(failure('invalid_request', message))

/** Clients write `null` for what they do not set: at the top, in a message, in the provider's preferences. */
function withoutNulls(request: JsonObject): JsonObject {
  const fields = dropNulls(request)
  if (isJsonObject(fields.provider)) fields.provider = dropNulls(fields.provider)
  if (Array.isArray(fields.messages)) {
    fields.messages = fields.messages.map((message) => (isJsonObject(message) ? dropNulls(message) : message))
  }
  return fields
}

const dropNulls = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))

const namedModels = (request: ChatCompletionRequest): string[] => [
  ...new Set([...(request.model === undefined ? [] : [request.model]), ...(request.models ?? [])]),
]

function findConflict(request: ChatCompletionRequest): string | null {
  const effort = isJsonObject(request.reasoning) ? request.reasoning.effort : undefined
  const isTwofold = typeof effort === 'string' && typeof request.reasoning_effort === 'string'
  return isTwofold && effort !== request.reasoning_effort
    ? 'reasoning.effort and reasoning_effort contradict each other. Give one of them.'
    : null
}

const MODELLED = new Set([
  'model',
  'models',
  'messages',
  'stream',
  'stream_options',
  'max_tokens',
  'max_completion_tokens',
  'n',
  'tools',
  'tool_choice',
  'response_format',
  'provider',
  'user',
  'session_id',
  'metadata',
])

function toInferenceRequest(
  request: ChatCompletionRequest,
  models: string[],
  fields: JsonObject,
  bodyBytes: number,
): InferenceRequest {
  return {
    apiType: 'chat_completions',
    models,
    messages: request.messages,
    stream: request.stream ?? false,
    maxOutputTokens: request.max_completion_tokens ?? request.max_tokens ?? null,
    choices: request.n ?? 1,
    tools: request.tools ?? [],
    toolChoice: (request.tool_choice ?? null) as Json,
    responseFormat: (request.response_format ?? null) as Json,
    parameters: Object.fromEntries(Object.entries(fields).filter(([name]) => !MODELLED.has(name))),
    provider: request.provider ?? {},
    endUser: request.user ?? null,
    sessionId: request.session_id ?? null,
    metadata: request.metadata ?? {},
    bodyBytes,
  }
}
