/**
 * A canonical request → the body of `POST <base URL>/messages`. Unknown fields are refused by this protocol, so only
 * what it has a field for is sent.
 */
import type { Endpoint, Provider } from '@turnpike/catalog/core/catalog'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { listIn, objectIn, textIn, valueAt } from '../json-reading.ts'
import type { EncodedRequest, OutputLimits } from '../protocol.ts'
import { applyRowNames, selectParameters, takes } from '../select-parameters.ts'
import { encodeMessages } from './encode-messages.ts'
import { encodeThinking } from './encode-thinking.ts'
import { encodeToolChoice, encodeTools, isForced } from './encode-tools.ts'

type Fields = Record<string, Json>

export function encodeRequest(
  request: InferenceRequest,
  endpoint: Endpoint,
  provider: Provider,
  limits: OutputLimits,
): EncodedRequest {
  const { system, turns } = encodeMessages(request.messages)
  const maxTokens = outputLimit(endpoint, limits)
  const tools = takes(endpoint, provider, 'tools') ? encodeTools(request) : []
  const toolChoice = tools.length === 0 ? null : encodeToolChoice(request)
  const canThink = provider.request.reasoningField !== 'none' && takes(endpoint, provider, 'reasoning')
  const thinking = canThink ? encodeThinking(request, turns, maxTokens, isForced(toolChoice)) : null
  const format = encodeFormat(request, endpoint, provider)
  const instructions = [...system, ...format.instructions]
  const body: Fields = {
    model: endpoint.upstreamModel,
    max_tokens: maxTokens,
    messages: turns,
    ...(instructions.length === 0 ? {} : { system: instructions }),
    ...encodeSampling(selectParameters(request, endpoint, provider), thinking?.type === 'enabled'),
    ...(tools.length === 0 ? {} : { tools }),
    ...(toolChoice === null ? {} : { tool_choice: toolChoice }),
    ...(thinking === null ? {} : { thinking }),
    ...encodeOutputConfig(request, endpoint, format.schema),
    stream: request.stream,
  }
  return {
    path: '/messages',
    headers: headersFor(request, provider),
    body: JSON.stringify(applyRowNames(body, provider)),
  }
}

const headersFor = (request: InferenceRequest, provider: Provider): Record<string, string> => ({
  'content-type': 'application/json',
  accept: request.stream ? 'text/event-stream' : 'application/json',
  'anthropic-version': '2023-06-01',
  ...provider.fixedHeaders,
})

/** The protocol demands a limit. Where nobody knows one, half of the context is left to the prompt. */
function outputLimit(endpoint: Endpoint, limits: OutputLimits): number {
  const most = endpoint.maxOutputTokens ?? Math.floor(endpoint.contextTokens / 2)
  return Math.min(limits.maxOutputTokens ?? most, most)
}

/** Temperature ends at 1, excludes top_p (newer models refuse both together), and is fixed while thinking. */
function encodeSampling(parameters: Record<string, Json>, isThinking: boolean): Fields {
  const fields: Fields = {}
  const stops = typeof parameters.stop === 'string' ? [parameters.stop] : listIn(parameters.stop)
  const stopSequences = stops.filter((stop) => (textIn(stop) ?? '').trim() !== '')
  if (stopSequences.length > 0) fields.stop_sequences = stopSequences
  if (isThinking) return fields
  if (typeof parameters.temperature === 'number') fields.temperature = Math.min(parameters.temperature, 1)
  else if (typeof parameters.top_p === 'number') fields.top_p = parameters.top_p
  if (typeof parameters.top_k === 'number' && parameters.top_k > 0) fields.top_k = parameters.top_k
  return fields
}

const JSON_ONLY: JsonObject = { type: 'text', text: 'Answer with one JSON object and nothing else.' }

/** The protocol has a format for a schema; a JSON object without one can only be asked for in words. */
function encodeFormat(
  request: InferenceRequest,
  endpoint: Endpoint,
  provider: Provider,
): { schema: JsonObject | null; instructions: JsonObject[] } {
  const format = objectIn(request.responseFormat ?? undefined)
  const type = textIn(format?.type)
  if (type === 'json_schema' && takes(endpoint, provider, 'response_format', 'structured_outputs')) {
    return { schema: objectIn(valueAt(format ?? {}, 'json_schema.schema')), instructions: [] }
  }
  return { schema: null, instructions: type === 'json_object' ? [JSON_ONLY] : [] }
}

function encodeOutputConfig(request: InferenceRequest, endpoint: Endpoint, schema: JsonObject | null): Fields {
  const effort = endpoint.supportedParameters.includes('verbosity') ? textIn(request.parameters.verbosity) : null
  const config: JsonObject = {
    ...(schema === null ? {} : { format: { type: 'json_schema', schema } }),
    ...(effort === null ? {} : { effort }),
  }
  return Object.keys(config).length === 0 ? {} : { output_config: config }
}
