/** Rows for tests: those of the catalogue, and plain ones for providers that only recordings know. */
import type { Endpoint, Provider } from '@turnpike/catalog/core/catalog'
import { readCatalogRows } from '@turnpike/catalog/rows/read-rows'
import { sampleProvider } from '@turnpike/catalog/testing/sample-provider'
import { invariant } from '@turnpike/kernel/invariant'

type Quirks = { request?: object; stream?: object; response?: object; auth?: object; protocol?: Provider['protocol'] }

export const makeProvider = (quirks: Quirks = {}): Provider => sampleProvider('example', quirks)

const EVERY_PARAMETER = [
  'frequency_penalty',
  'logit_bias',
  'logprobs',
  'max_tokens',
  'presence_penalty',
  'reasoning',
  'response_format',
  'seed',
  'stop',
  'structured_outputs',
  'temperature',
  'tool_choice',
  'tools',
  'top_k',
  'top_logprobs',
  'top_p',
]

export const makeEndpoint = (more: Partial<Endpoint> = {}): Endpoint => ({
  id: 'example/author/model',
  modelId: 'author/model',
  providerId: 'example',
  variant: null,
  upstreamModel: 'model-1',
  contextTokens: 128_000,
  maxOutputTokens: 16_000,
  inputModalities: ['text', 'image'],
  outputModalities: ['text'],
  supportedParameters: EVERY_PARAMETER,
  quantization: 'unknown',
  price: null,
  ...more,
})

/** The catalogue's rows by id. */
export async function readProviders(): Promise<ReadonlyMap<string, Provider>> {
  const rows = await readCatalogRows()
  invariant(rows.ok, 'the catalogue rows can be read')
  return new Map(rows.value.providers.map((provider) => [provider.id, provider]))
}
