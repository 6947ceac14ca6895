import { expect, it } from 'vitest'
import { type ListedModel, matchesQuery } from './listed-model.ts'

const model: ListedModel = {
  id: 'openai/gpt-4o-mini',
  name: 'GPT-4o-mini',
  contextTokens: 128_000,
  inputPerMillion: 150_000_000n,
  outputPerMillion: 600_000_000n,
  providers: ['OpenAI', 'Together'],
}

it.each([
  ['mini', true],
  ['MINI together', true],
  ['openai/gpt', true],
  ['mini fireworks', false],
])('searching "%s" finds the model: %s', (query, isFound) => {
  expect(matchesQuery(model, query)).toBe(isFound)
})
