/** A canonical request → the body of `POST <base URL>/chat/completions`. */
import type { Endpoint, Provider } from '@turnpike/catalog/core/catalog'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import type { Json } from '@turnpike/kernel/json'
import type { EncodedRequest, OutputLimits } from '../protocol.ts'
import { applyRowNames, selectParameters, takes } from '../select-parameters.ts'
import { encodeMessages } from './encode-messages.ts'
import { encodeReasoning } from './encode-reasoning.ts'

type Fields = Record<string, Json>

export function encodeRequest(
  request: InferenceRequest,
  endpoint: Endpoint,
  provider: Provider,
  limits: OutputLimits,
): EncodedRequest {
  const body: Fields = {
    ...selectParameters(request, endpoint, provider),
    ...encodeReasoning(request, endpoint, provider, limits.maxOutputTokens),
    ...encodeTools(request, endpoint, provider),
    ...encodeFormat(request, endpoint, provider),
    ...encodeChoices(request, provider),
    ...encodeLimit(limits, endpoint, provider),
    model: endpoint.upstreamModel,
    messages: encodeMessages(request.messages, provider),
    ...encodeStreaming(request, provider),
  }
  return {
    path: '/chat/completions',
    headers: {
      'content-type': 'application/json',
      accept: request.stream ? 'text/event-stream' : 'application/json',
      ...provider.fixedHeaders,
    },
    body: JSON.stringify(applyRowNames(body, provider)),
  }
}

/** Only functions: a provider's own tools run at its prices, which nobody has agreed to. */
function encodeTools(request: InferenceRequest, endpoint: Endpoint, provider: Provider): Fields {
  const tools = request.tools.filter((tool) => tool.type === 'function' && tool.function)
  if (tools.length === 0 || !takes(endpoint, provider, 'tools')) return {}
  const fields: Fields = { tools: tools.map(({ cache_control: _, ...tool }) => tool as Json) }
  if (request.toolChoice !== null && takes(endpoint, provider, 'tool_choice', 'tools')) {
    fields.tool_choice = request.toolChoice
  }
  const parallel = request.parameters.parallel_tool_calls
  if (typeof parallel === 'boolean' && !provider.request.paramDrop.includes('parallel_tool_calls')) {
    fields.parallel_tool_calls = parallel
  }
  return fields
}

/** More than an endpoint can give would be refused; less than was asked for is what it can give anyway. */
function encodeLimit(limits: OutputLimits, endpoint: Endpoint, provider: Provider): Fields {
  if (limits.maxOutputTokens === null) return {}
  const most = endpoint.maxOutputTokens ?? limits.maxOutputTokens
  return { [provider.request.maxTokensField]: Math.min(limits.maxOutputTokens, most) }
}

function encodeFormat(request: InferenceRequest, endpoint: Endpoint, provider: Provider): Fields {
  const isTaken = request.responseFormat !== null && takes(endpoint, provider, 'response_format', 'structured_outputs')
  return isTaken ? { response_format: request.responseFormat } : {}
}

const encodeChoices = (request: InferenceRequest, provider: Provider): Fields =>
  request.choices > 1 && !provider.request.paramDrop.includes('n') ? { n: request.choices } : {}

function encodeStreaming(request: InferenceRequest, provider: Provider): Fields {
  if (!request.stream) return { stream: false }
  return provider.stream.includeUsage ? { stream: true, stream_options: { include_usage: true } } : { stream: true }
}
