/** A small catalogue for tests: one model at three providers, one that is free, one at a single provider. */
import type { CatalogRows } from '@turnpike/catalog/core/catalog'
import { modelRowSchema } from '@turnpike/catalog/core/model-row'
import { sampleProvider } from '@turnpike/catalog/testing/sample-provider'

const provider = (id: string, policy: { billsAfterCancel?: boolean } = {}) =>
  sampleProvider(id, { timeouts: { firstByteMs: 2_000, idleMs: 2_000 }, policy })

const abilities = {
  contextTokens: 128_000,
  maxOutputTokens: 8_192,
  inputModalities: ['text'],
  outputModalities: ['text'],
  supportedParameters: ['temperature', 'max_tokens', 'tools', 'tool_choice'],
}

type Offer = { provider: string; input: string; output: string }

const model = (id: string, offers: Offer[] | 'free') =>
  modelRowSchema.parse({
    id,
    name: id,
    releasedOn: '2026-01-01',
    ...abilities,
    tokenizer: 'GPT',
    huggingFaceId: null,
    endpoints: (offers === 'free' ? [{ provider: 'alpha' }] : offers).map((offer) => ({
      id: `${offer.provider}/${id}`,
      provider: offer.provider,
      upstreamModel: id,
      ...abilities,
      quantization: 'unknown',
      prices: [
        'input' in offer
          ? { effectiveFrom: '2026-01-01', input: offer.input, output: offer.output }
          : { effectiveFrom: '2026-01-01', free: true },
      ],
    })),
  })

/** alpha is much cheaper, so it is first practically always; `order` makes it certain where a test needs that. */
export const testCatalog: CatalogRows = {
  providers: [provider('alpha'), provider('beta'), provider('gamma', { billsAfterCancel: true })],
  models: [
    model('lab/shared', [
      { provider: 'alpha', input: '1', output: '2' },
      { provider: 'beta', input: '2', output: '4' },
    ]),
    model('lab/alone', [{ provider: 'alpha', input: '1', output: '2' }]),
    model('lab/drained', [{ provider: 'gamma', input: '1', output: '2' }]),
    model('lab/gift:free', 'free'),
  ],
}
