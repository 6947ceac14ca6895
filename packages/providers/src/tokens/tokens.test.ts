import type { ContentPart } from '@turnpike/contracts/inference/chat-message'
import { sampleRequest } from '@turnpike/contracts/testing/sample-request'
import fc from 'fast-check'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { describe, expect, it } from 'vitest'
import { estimateInputTokens, estimateTokens } from './estimate-tokens.ts'
import { boundInputTokens } from './input-token-bound.ts'

const asking = (content: string | ContentPart[]) => sampleRequest({ messages: [{ role: 'user', content }] })

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(fc.constantFrom('ﷺ', '½', '\ud800', 'é', '\n', '"', '<|endoftext|>'), { maxLength: 50 })
    .map((parts) => parts.join('')),
)

describe('the bound of the input', () => {
  it('is never below what a tokenizer counts, of the text as it is and normalised', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const bound = boundInputTokens(asking(text)) - boundInputTokens(asking(''))
        const plain = { disallowedSpecial: new Set<string>() }
        expect(bound).toBeGreaterThanOrEqual(countTokens(text, plain))
        expect(bound).toBeGreaterThanOrEqual(Buffer.byteLength(text.normalize('NFKC')))
      }),
    )
  })

  it('grows with everything that is sent', () => {
    const bare = boundInputTokens(sampleRequest())
    const messages = [
      {
        role: 'assistant' as const,
        tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
      },
    ]
    const tools = [{ type: 'function', function: { name: 'look', description: 'x'.repeat(500) } }]
    expect(boundInputTokens(sampleRequest({ tools }))).toBeGreaterThan(bare + 500)
    expect(boundInputTokens(sampleRequest({ responseFormat: { schema: 'x'.repeat(500) } }))).toBeGreaterThan(bare + 490)
    expect(boundInputTokens(sampleRequest({ messages }))).toBeGreaterThan(
      boundInputTokens(sampleRequest({ messages: [] })) + 7,
    )
  })

  it('counts an image by its dearest form and not by its bytes', () => {
    const image = (detail: string) => [
      { type: 'image_url', image_url: { url: `data:image/png;base64,${'A'.repeat(1_000_000)}`, detail } },
    ]
    const high = boundInputTokens(asking(image('high')))
    expect(high).toBeLessThan(100_000)
    expect(boundInputTokens(asking(image('low')))).toBeLessThan(high)
  })

  it('leaves a document to the context of the endpoint', () => {
    expect(boundInputTokens(asking([{ type: 'file', file: {} }]))).toBeGreaterThan(2_000_000)
  })
})

describe('an estimate', () => {
  it('is the count itself where the vocabulary is the model’s', () => {
    const text = 'The quick brown fox jumps over the lazy dog.'
    expect(estimateTokens(text, 'GPT')).toBe(countTokens(text))
    expect(estimateTokens(text, 'Claude')).toBeGreaterThan(estimateTokens(text, 'GPT'))
    expect(estimateTokens('', 'GPT')).toBe(0)
  })

  it('takes control tokens for the text they are', () => {
    expect(estimateTokens('<|endoftext|>', 'GPT')).toBeGreaterThan(1)
  })

  it('is not stopped by a long unbroken piece, nor by a pair that a cut would part', () => {
    for (const unit of ['a', ' ', '中', '😀']) {
      const count = estimateTokens(`x${unit.repeat(200_000)}`, 'Other')
      expect(count).toBeGreaterThan(1_000)
      expect(count).toBeLessThan(1_000_000)
    }
  })

  it('of the input counts texts, calls, tools and media', () => {
    const bare = estimateInputTokens(asking('Hello'), 'GPT')
    expect(bare).toBe(5)
    const withImage = asking([
      { type: 'text', text: 'Hello' },
      { type: 'image_url', image_url: { url: 'x' } },
    ])
    expect(estimateInputTokens(withImage, 'GPT')).toBe(bare + 1_100)
    const tools = [{ type: 'function', function: { name: 'look' } }]
    expect(estimateInputTokens({ ...asking('Hello'), tools }, 'GPT')).toBeGreaterThan(bare)
  })
})
