/**
 * Which of the client's parameters go to an endpoint, still under their chat-completions names.
 *
 * - What steers this gateway stays here, and so does what would make a provider keep data, charge by another price
 *   list, run tools of its own or ignore the output limit that credit was held for.
 * - A parameter that endpoints declare support for is left out where this one does not; one that nobody declares is a
 *   provider's own and passes through.
 * - The wish to reason has its own path (`readReasoningWish`).
 */
import type { Endpoint, Provider } from '@turnpike/catalog/core/catalog'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import type { Json } from '@turnpike/kernel/json'

const OURS = new Set([
  'cache_control',
  'debug',
  'extra_body',
  'include_reasoning',
  'max_tool_calls',
  'parallel_tool_calls',
  'plugins',
  'preset',
  'prompt',
  'reasoning',
  'reasoning_effort',
  'route',
  'stop_server_tools_when',
  'structured_outputs',
  'trace',
  'transforms',
  'usage',
])

const NEVER_FORWARDED = new Set([
  'audio',
  'background',
  'best_of',
  'candidate_count',
  'functions',
  'function_call',
  'max_completion_tokens',
  'max_new_tokens',
  'max_output_tokens',
  'max_tokens',
  'max_tokens_to_sample',
  'min_tokens',
  'modalities',
  'model',
  'messages',
  'n',
  'search_parameters',
  'service_tier',
  'store',
  'stream',
  'stream_options',
  'web_search_options',
])

const DECLARED_BY_ENDPOINTS = new Set([
  'frequency_penalty',
  'logit_bias',
  'logprobs',
  'min_p',
  'presence_penalty',
  'repetition_penalty',
  'seed',
  'stop',
  'temperature',
  'top_a',
  'top_k',
  'top_logprobs',
  'top_p',
  'verbosity',
])

export function selectParameters(
  request: InferenceRequest,
  endpoint: Endpoint,
  provider: Provider,
): Record<string, Json> {
  const { paramDrop } = provider.request
  const isSent = (name: string) =>
    !OURS.has(name) &&
    !NEVER_FORWARDED.has(name) &&
    !paramDrop.includes(name) &&
    (!DECLARED_BY_ENDPOINTS.has(name) || endpoint.supportedParameters.includes(name))
  return Object.fromEntries(Object.entries(request.parameters).filter(([name]) => isSent(name)))
}

/** Tools and formats are dropped, too, where the row or the endpoint does not take them. */
export const takes = (endpoint: Endpoint, provider: Provider, ...names: string[]): boolean =>
  names.some((name) => endpoint.supportedParameters.includes(name) && !provider.request.paramDrop.includes(name))

/** The row's defaults and names, applied to a body that is otherwise done. */
export function applyRowNames(body: Record<string, Json>, provider: Provider): Record<string, Json> {
  const { paramDefault, paramRename } = provider.request
  const renamed = Object.entries({ ...paramDefault, ...body }).map(([name, value]): [string, Json] => [
    Object.hasOwn(paramRename, name) ? (paramRename[name] ?? name) : name,
    value,
  ])
  return Object.fromEntries(renamed)
}
