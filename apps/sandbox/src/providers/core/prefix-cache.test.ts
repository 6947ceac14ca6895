import { expect, test } from 'vitest'
import { measurePrompt, PrefixCache } from './prefix-cache.ts'
import { examplePrompt, exampleTurn } from './prompt-example.ts'

const long = 'a river runs to the sea '.repeat(400)
const measure = (text: string, changes = {}) => measurePrompt(examplePrompt(text, changes))

test('a long prefix seen within five minutes is cached, in blocks of 128 tokens', () => {
  const cache = new PrefixCache()
  expect(cache.use(measure(long), 'automatic', 0).cacheReadTokens).toBe(0)
  const again = cache.use(measure(`${long} And now?`), 'automatic', 299_999)
  expect(again.cacheReadTokens).toBeGreaterThanOrEqual(2304)
  expect(again.cacheReadTokens % 128).toBe(0)
  expect(again.cacheReadTokens).toBeLessThan(again.promptTokens)
})

test('nothing is cached after five minutes, for another model, or below 1,024 tokens', () => {
  const cache = new PrefixCache()
  cache.use(measure(long), 'automatic', 0)
  expect(cache.use(measure(long, { model: 'other' }), 'automatic', 1).cacheReadTokens).toBe(0)
  expect(cache.use(measure(long), 'automatic', 300_001).cacheReadTokens).toBe(0)
  cache.use(measure('short'), 'automatic', 0)
  expect(cache.use(measure('short'), 'automatic', 1).cacheReadTokens).toBe(0)
})

test('marked caching writes up to the mark once and reads it after, and nothing without a mark', () => {
  const cache = new PrefixCache()
  const turns = [exampleTurn(long, { cacheMark: { ttlMs: 300_000 } }), exampleTurn('question')]
  const first = cache.use(measure('', { turns }), 'marked', 0)
  const second = cache.use(measure('', { turns }), 'marked', 1)
  expect(first.cacheWriteTokens).toBeGreaterThan(1024)
  expect(second).toMatchObject({ cacheReadTokens: first.cacheWriteTokens, cacheWriteTokens: 0 })
  expect(cache.use(measure(long), 'marked', 2)).toMatchObject({ cacheReadTokens: 0, cacheWriteTokens: 0 })
})
