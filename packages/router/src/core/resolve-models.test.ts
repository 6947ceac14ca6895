import { describe, expect, it } from 'vitest'
import { catalogFixture } from '../testing/catalog-fixture.ts'
import { resolveModels } from './resolve-models.ts'

const catalog = catalogFixture({
  'openai/gpt-4o-mini': [{ provider: 'openai' }],
  'openai/gpt-4o': [{ provider: 'openai' }],
  'meta-llama/llama-3.3-70b-instruct': [{ provider: 'groq' }],
  'meta-llama/llama-3.3-70b-instruct:free': [{ provider: 'groq', price: '0' }],
})

const resolved = (...names: string[]) => {
  const models = resolveModels(names, catalog)
  return models.ok ? models.value.map(({ model, sort }) => [model.id, sort]) : models.error
}

describe('model names', () => {
  it.each([
    ['openai/gpt-4o', 'openai/gpt-4o', null],
    ['openai/gpt-4o:nitro', 'openai/gpt-4o', 'throughput'],
    ['openai/gpt-4o:floor', 'openai/gpt-4o', 'price'],
    ['openai/gpt-4o:nitro:floor', 'openai/gpt-4o', 'price'],
    ['meta-llama/llama-3.3-70b-instruct:free:nitro', 'meta-llama/llama-3.3-70b-instruct:free', 'throughput'],
    ['meta-llama/llama-3.3-70b-instruct:nitro:free', 'meta-llama/llama-3.3-70b-instruct:free', 'throughput'],
    [' OpenAI/GPT-4o ', 'openai/gpt-4o', null],
  ])('%s is %s sorted by %s', (name, id, sort) => {
    expect(resolved(name)).toEqual([[id, sort]])
  })

  it('keep their order, and each model is there once', () => {
    expect(resolved('openai/gpt-4o', 'openai/gpt-4o-mini', 'openai/gpt-4o:floor')).toEqual([
      ['openai/gpt-4o', null],
      ['openai/gpt-4o-mini', null],
    ])
  })

  it.each([
    ['gpt-4o-mini', ['openai/gpt-4o-mini']],
    ['openai/gtp-4o', ['openai/gpt-4o']],
    ['meta/llama-3.3-70b-instruct', ['meta-llama/llama-3.3-70b-instruct']],
  ])('that are unknown are answered with the nearest: %s', (name, suggestions) => {
    expect(resolved(name)).toMatchObject({
      code: 'model_not_found',
      message: expect.stringContaining(name),
      metadata: { suggestions: expect.arrayContaining(suggestions) },
    })
  })

  it('never fall back from a variant that does not exist to the model that costs money', () => {
    expect(resolved('openai/gpt-4o:free')).toMatchObject({
      code: 'model_not_found',
      message: 'There is no model called openai/gpt-4o:free; openai/gpt-4o exists, but not in that variant.',
    })
  })

  it('fail the request even as a fallback, and point to the list when nothing is near', () => {
    expect(resolved('openai/gpt-4o', 'zzzzzzzzzzzz')).toMatchObject({
      code: 'model_not_found',
      message: 'There is no model called zzzzzzzzzzzz. GET /api/v1/models lists all models.',
    })
  })
})
