import type { EndpointFilter } from './filter.ts'

export const maxOutput: EndpointFilter = {
  name: 'max_tokens',
  setting: 'max_tokens',
  reason: ({ endpoint }, { request }) => {
    const wanted = request.maxOutputTokens
    if (wanted === null || endpoint.maxOutputTokens === null || wanted <= endpoint.maxOutputTokens) return null
    return `It gives at most ${endpoint.maxOutputTokens} tokens, and max_tokens is ${wanted}.`
  },
}
