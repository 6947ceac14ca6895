import type { ServerResponse } from 'node:http'

const ONE_DAY_SECONDS = '86400'

/** Any page may call the API, with its own key in a header and never with cookies. */
export function allowAnyOrigin(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-expose-headers', 'x-generation-id, retry-after, x-turnpike-output-limit')
}

export function answerPreflight(response: ServerResponse, requestedHeaders: string | undefined): void {
  allowAnyOrigin(response)
  response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS')
  response.setHeader('access-control-allow-headers', requestedHeaders ?? 'authorization, content-type')
  response.setHeader('access-control-max-age', ONE_DAY_SECONDS)
  response.writeHead(204)
  response.end()
}
