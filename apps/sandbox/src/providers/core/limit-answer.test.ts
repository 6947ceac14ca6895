import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinSegments, toolSegments } from './answer.ts'
import { limitAnswer } from './limit-answer.ts'
import { countTokens } from './token-pieces.ts'

const call = { name: 'get_weather', arguments: '{"location":"Paris"}' }

test('no answer is longer than max_tokens, and what is there is a prefix of the whole', () => {
  fc.assert(
    fc.property(
      fc.lorem({ maxCount: 40 }),
      fc.lorem({ maxCount: 10 }),
      fc.integer({ min: 1, max: 80 }),
      (text, reasoning, maxTokens) => {
        const limited = limitAnswer({ reasoning, text, toolCalls: [call] }, { maxTokens, stopSequences: [] })
        expect(limited.reasoningTokens + limited.visibleTokens).toBeLessThanOrEqual(maxTokens)
        expect(text.startsWith(joinSegments(limited, 'text'))).toBe(true)
        expect(reasoning.startsWith(joinSegments(limited, 'reasoning'))).toBe(true)
        const whole = countTokens(text) + countTokens(reasoning) + countTokens(call.name) + countTokens(call.arguments)
        expect(limited.finishReason).toBe(whole > maxTokens ? 'length' : 'tool_calls')
      },
    ),
  )
})

test('the text ends before the first stop sequence and drops what would follow it', () => {
  const limited = limitAnswer(
    { reasoning: '', text: 'one two three', toolCalls: [call] },
    { maxTokens: null, stopSequences: ['three', ' two'] },
  )
  expect(joinSegments(limited, 'text')).toBe('one')
  expect(toolSegments(limited)).toEqual([])
  expect(limited).toMatchObject({ finishReason: 'stop', stopSequence: ' two' })
})

test('a stop sequence beyond the token limit is not reported', () => {
  const limited = limitAnswer(
    { reasoning: '', text: 'one two three four', toolCalls: [] },
    { maxTokens: 2, stopSequences: ['four'] },
  )
  expect(limited).toMatchObject({ finishReason: 'length', stopSequence: null, visibleTokens: 2 })
})
