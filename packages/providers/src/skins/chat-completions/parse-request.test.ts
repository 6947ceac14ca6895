import type { Json } from '@turnpike/kernel/json'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { includesReasoning } from './includes-reasoning.ts'
import { parseChatCompletionRequest } from './parse-request.ts'

const MESSAGES = [{ role: 'user', content: 'Hi' }]

const parse = (body: Json | object) => parseChatCompletionRequest(Buffer.from(JSON.stringify(body)))

function parsed(body: object) {
  const result = parse(body)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const refusal = (bytes: Uint8Array): string => {
  const result = parseChatCompletionRequest(bytes)
  return result.ok ? 'accepted' : `${result.error.code}: ${result.error.message}`
}

describe('a request is understood', () => {
  it('with its models in order and each once', () => {
    const request = parsed({ model: 'a/b', models: ['c/d', 'a/b'], messages: MESSAGES })
    expect(request.models).toEqual(['a/b', 'c/d'])
    expect(parsed({ models: ['c/d'], messages: MESSAGES }).models).toEqual(['c/d'])
  })

  it('with every parameter that has no place of its own, and without nulls', () => {
    const request = parsed({
      model: 'a/b',
      messages: [{ role: 'user', content: 'Hi', name: null }],
      temperature: 0,
      stop: null,
      safe_prompt: true,
      stream: null,
      tools: null,
      provider: { order: null, only: ['x'] },
      user: 'u',
    })
    expect(request).toMatchObject({
      messages: MESSAGES,
      parameters: { temperature: 0, safe_prompt: true },
      stream: false,
      tools: [],
      provider: { only: ['x'] },
      endUser: 'u',
    })
    expect(Object.keys(request.parameters)).toEqual(['temperature', 'safe_prompt'])
  })

  it('with the newer of the two names of the output limit', () => {
    const request = { model: 'a/b', messages: MESSAGES, max_tokens: 10, max_completion_tokens: 20 }
    expect(parsed(request).maxOutputTokens).toBe(20)
    expect(parsed({ ...request, max_completion_tokens: null }).maxOutputTokens).toBe(10)
  })

  it('with the wish not to see thoughts', () => {
    const wish = (more: object) => includesReasoning(parsed({ model: 'a/b', messages: MESSAGES, ...more }))
    expect(wish({})).toBe(true)
    expect(wish({ reasoning: { exclude: true } })).toBe(false)
    expect(wish({ include_reasoning: false })).toBe(false)
  })
})

describe('what is wrong is named', () => {
  it.each<[object, string]>([
    [{ messages: MESSAGES }, 'model is required: name a model in `model`, or several in `models`.'],
    [{ model: 'a' }, 'messages is required.'],
    [{ model: 'a', messages: [] }, 'messages must hold at least one message.'],
    [{ model: 'a', messages: 'Hi' }, 'messages must be an array.'],
    [{ model: 7, messages: MESSAGES }, 'model must be a string.'],
    [
      { model: 'a', messages: [{ role: 'bot', content: 'Hi' }] },
      'messages[0].role must be one of "system", "developer", "user", "assistant", "tool", "function".',
    ],
    [{ model: 'a', messages: [{ content: 'Hi' }] }, 'messages[0].role must be one of'],
    [{ model: 'a', messages: [{ role: 'user' }] }, 'messages[0].content is required for the role "user".'],
    [{ model: 'a', messages: [{ role: 'user', content: 7 }] }, 'messages[0].content must be a string or an array.'],
    [
      { model: 'a', messages: [{ role: 'user', content: [{ text: 'x' }] }] },
      'messages[0].content[0].type is required.',
    ],
    [
      { model: 'a', messages: [{ role: 'user', content: [{ type: 'text' }] }] },
      'messages[0].content[0].text must be a string.',
    ],
    [
      { model: 'a', messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'file:///etc' } }] }] },
      'messages[0].content[0].image_url.url must be an http(s) URL',
    ],
    [{ model: 'a', messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].tool_call_id is required'],
    [{ model: 'a', messages: [{ role: 'assistant' }] }, 'messages[0] must hold content or tool_calls.'],
    [{ model: 'a', messages: MESSAGES, temperature: 3 }, 'temperature must be at most 2.'],
    [{ model: 'a', messages: MESSAGES, max_tokens: 0 }, 'max_tokens must be more than 0.'],
    [{ model: 'a', messages: MESSAGES, max_tokens: 1.5 }, 'max_tokens must be a whole number.'],
    [{ model: 'a', messages: MESSAGES, stream: 'yes' }, 'stream must be true or false.'],
    [{ model: 'a', messages: MESSAGES, n: 99 }, 'n must be at most 16.'],
    [{ model: 'a', messages: MESSAGES, tools: [{}] }, 'tools[0].type is required.'],
    [
      { model: 'a', messages: MESSAGES, provider: { data_collection: 'no' } },
      'provider.data_collection must be one of',
    ],
    [
      { model: 'a', messages: MESSAGES, reasoning: { effort: 'low' }, reasoning_effort: 'high' },
      'reasoning.effort and reasoning_effort contradict each other.',
    ],
  ])('%j', (body, message) => {
    const result = parse(body)
    expect(result.ok ? 'accepted' : result.error.code).toBe('invalid_request')
    if (!result.ok) expect(result.error.message).toContain(message)
  })

  it.each([
    ['', 'The request body is empty.'],
    ['{"model":', 'The request body is not valid JSON'],
    ['[1]', 'The request body must be a JSON object.'],
    ['{"temperature":NaN}', 'The request body is not valid JSON'],
    [`{"a":${'['.repeat(100_000)}`, 'nests deeper than 64 levels'],
    [`{"a":[${'1,'.repeat(200_000)}1]}`, 'holds more than 100000 names and values'],
  ])('in the text %.20s', (text, message) => {
    expect(refusal(Buffer.from(text))).toContain(message)
  })

  it('in bytes that are not UTF-8, and in too many of them', () => {
    expect(refusal(Buffer.from([0x7b, 0xff, 0x7d]))).toContain('not valid UTF-8')
    const result = parseChatCompletionRequest(Buffer.from('{}'), { maxBytes: 1 })
    expect(result.ok ? null : result.error.code).toBe('payload_too_large')
  })
})

describe('hostile JSON', () => {
  it.each(['__proto__', '\\u005f\\u005fproto\\u005F_'])('cannot smuggle in a prototype as %s', (name) => {
    const text = `{"model":"a","messages":[{"role":"user","content":"x","${name}":{"a":1}}],"${name}":{"polluted":1}}`
    const result = parseChatCompletionRequest(Buffer.from(text))
    if (!result.ok) throw new Error(result.error.message)
    expect(Object.hasOwn(result.value.parameters, '__proto__')).toBe(false)
    expect(Object.hasOwn(result.value.messages[0] ?? {}, '__proto__')).toBe(false)
    expect('polluted' in result.value.parameters).toBe(false)
  })

  it('with brackets and quotes inside of strings is not taken for deep', () => {
    const content = '[{"\\'.repeat(10_000)
    expect(parsed({ model: 'a', messages: [{ role: 'user', content }] }).messages[0]?.content).toBe(content)
  })

  it('of any shape is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parse({ model: 'a', messages: value }).ok).toBeTypeOf('boolean')
        expect(parse(value as Json).ok).toBeTypeOf('boolean')
      }),
    )
  })
})
