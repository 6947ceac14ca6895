import { expect, test } from 'vitest'
import { composeAnswer } from './compose-answer.ts'
import { examplePrompt, exampleTurn, weatherTool } from './prompt-example.ts'

const textOf = (asked: string) => composeAnswer(examplePrompt(asked), 0).text

test.each([
  ['Hello!', /^Hello! I am groq\/llama-3\.3-70b, simulated/],
  ['what is 17*23', /^17 \* 23 = 391\n/],
  ['Count to 5', /^1, 2, 3, 4, 5$/],
  ['count from 3 to 1', /^3, 2, 1$/],
  ['Repeat after me: blue sky', /^blue sky$/],
  ['Say hello in five words.', /^Hello from a simulated model\.$/],
  ['Say hello in 900 words.', /^hello in 900 words/],
  ['Reply with exactly: pong', /^pong$/],
  ['Write a python function that reverses a string', /```python\ndef reverse/],
  ['Why is the sky blue?', /You asked: “Why is the sky blue\?”[\s\S]*simulated answer from groq\/llama-3\.3-70b/],
  ['The range 3-5 on 2024-05-01', /^You asked/],
])('"%s" gets a fitting answer', (asked, expected) => {
  expect(textOf(asked)).toMatch(expected)
})

test.each([1, 7, 30, 500])('"write %i words" gives exactly so many', (count) => {
  expect(textOf(`Write ${count} words about rivers`).trim().split(/\s+/)).toHaveLength(count)
})

test('the same conversation and seed give the same answer; the seed decides between variants', () => {
  const variants = [0, 1, 2, 3, 4, 5].map((seed) => composeAnswer(examplePrompt('Why?', { seed }), 0).text)
  expect(variants).toEqual([0, 1, 2, 3, 4, 5].map((seed) => composeAnswer(examplePrompt('Why?', { seed }), 0).text))
  expect(new Set(variants).size).toBeGreaterThan(1)
})

const withTool = (asked: string, changes = {}) =>
  composeAnswer(examplePrompt(asked, { tools: [weatherTool], ...changes }), 0)

test('a prompt that matches a tool calls it with words of the prompt', () => {
  expect(withTool('What is the weather in Paris?').toolCalls).toEqual([
    { name: 'get_weather', arguments: '{"location":"Paris"}' },
  ])
  expect(withTool('weather in paris').toolCalls).toMatchObject([{ arguments: '{"location":"Paris"}' }])
})

test('two places give two calls, or one when parallel calls are off', () => {
  const asked = 'Compare the weather in Paris and San Francisco, CA.'
  expect(withTool(asked).toolCalls.map((call) => JSON.parse(call.arguments).location)).toEqual([
    'Paris',
    'San Francisco, CA',
  ])
  expect(withTool(asked, { parallelToolCalls: false }).toolCalls).toHaveLength(1)
})

test('tool_choice is obeyed: none never calls, required and named always do', () => {
  expect(withTool('weather in Paris', { toolChoice: { kind: 'none' } }).toolCalls).toEqual([])
  expect(withTool('tell me a joke').toolCalls).toEqual([])
  expect(withTool('tell me a joke', { toolChoice: { kind: 'required' } }).toolCalls).toHaveLength(1)
  expect(withTool('hi', { toolChoice: { kind: 'named', name: 'get_weather' } }).toolCalls).toHaveLength(1)
})

test('after a tool result the answer is text that uses it, so tool loops end', () => {
  const turns = [
    exampleTurn('weather in Paris'),
    exampleTurn('', { role: 'assistant' }),
    exampleTurn('{"temperature":21,"sky":"clear"}', { role: 'tool', toolName: 'get_weather' }),
  ]
  const answer = withTool('', { turns })
  expect(answer.toolCalls).toEqual([])
  expect(answer.text).toContain('get_weather says: temperature: 21, sky: clear')
})

test('words after a tool result do not start the call again', () => {
  const turns = [
    exampleTurn('weather in Paris'),
    exampleTurn('', { role: 'assistant' }),
    exampleTurn('21 degrees', { role: 'tool', toolName: 'get_weather' }),
    exampleTurn('Now tell me the weather.'),
  ]
  expect(withTool('', { turns })).toMatchObject({ toolCalls: [], text: expect.stringContaining('21 degrees') })
})

test('json_object answers are JSON with the fields the prompt names', () => {
  const answer = composeAnswer(
    examplePrompt('JSON with keys "city" and "email"', { outputFormat: { kind: 'json_object' } }),
    0,
  )
  expect(JSON.parse(answer.text)).toEqual({ city: 'Paris', email: 'ada@example.com' })
})
