import type { EndpointFilter } from './filter.ts'

/**
 * A token of ordinary text is hardly ever longer than eight bytes. The bound counts bytes, so this is the least number
 * of tokens that the input can have. Only what is sure to be too long is removed: the provider knows the exact count,
 * and when it refuses, the next larger endpoint is tried.
 */
const MOST_BYTES_PER_TOKEN = 8

export const contextLength: EndpointFilter = {
  name: 'context_length',
  setting: 'the length of the messages and max_tokens',
  reason: ({ endpoint }, { request, inputTokenBound }) => {
    const leastInputTokens = Math.floor(inputTokenBound / MOST_BYTES_PER_TOKEN)
    const leastTokens = leastInputTokens + (request.maxOutputTokens ?? 0)
    return leastTokens <= endpoint.contextTokens
      ? null
      : `The request needs ${leastTokens} tokens or more, and its context holds ${endpoint.contextTokens}.`
  },
}
