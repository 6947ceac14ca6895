import { expect, test } from 'vitest'
import { examplePrompt, exampleTurn, weatherTool } from '../../core/prompt-example.ts'
import type { SimulatedPrompt } from '../../core/simulated-prompt.ts'
import { generateExample } from '../generate-example.ts'
import { hasRecordings, type RecordedEvent, readRecording, splitEvents } from '../recordings.ts'
import { anthropicMessages } from './anthropic-messages.ts'

const prompt = (text: string, changes: Partial<SimulatedPrompt> = {}) =>
  examplePrompt(text, { provider: 'anthropic', model: 'claude-sonnet-4-5', caching: 'marked', ...changes })

const eventsOf = (given: SimulatedPrompt): RecordedEvent[] =>
  splitEvents([...anthropicMessages.encodeStream(generateExample(given))].map((frame) => frame.text).join(''))

/** Event types with block and delta types, repeats folded: how long a text is does not matter, the order does. */
function sequenceOf(events: readonly RecordedEvent[]): string[] {
  const steps = events.map(({ event, data }) => {
    const { content_block: block, delta } = JSON.parse(data)
    return [event, block?.type, delta?.type].filter((part) => part !== undefined).join(' ')
  })
  return steps.filter((step, index) => step !== steps[index - 1])
}

const fieldsOf = (events: readonly RecordedEvent[], type: string): unknown => {
  const event = JSON.parse(events.find((each) => each.event === type)?.data ?? '{}')
  const usage = event.usage ?? event.message?.usage ?? {}
  return [
    Object.keys(event).toSorted(),
    Object.keys(event.message ?? {}).toSorted(),
    Object.keys(event.delta ?? {}).toSorted(),
    Object.keys(usage).toSorted(),
  ]
}

const noArguments = { ...weatherTool, parameters: { type: 'object', properties: {} } }

test.skipIf(!hasRecordings).each([
  { recording: 'anthropic/stream-text', given: prompt('Repeat after me: 10') },
  { recording: 'anthropic/stream-thinking', given: prompt('Repeat after me: a mirror', { reasons: true }) },
  {
    recording: 'anthropic/stream-tool-use',
    given: prompt('weather', { tools: [noArguments], toolChoice: { kind: 'required' } }),
  },
])('events come in the order of the recording $recording', ({ recording, given }) => {
  expect(sequenceOf(eventsOf(given))).toEqual(sequenceOf(readRecording(recording)))
})

test.skipIf(!hasRecordings)('message_start, message_delta and their usage have the recorded fields', () => {
  const simulated = eventsOf(prompt('Repeat after me: a mirror', { reasons: true }))
  const recorded = readRecording('anthropic/stream-thinking')
  for (const type of ['message_start', 'message_delta'])
    expect(fieldsOf(simulated, type)).toEqual(fieldsOf(recorded, type))
})

test('a stream folds to the plain message with the same usage', () => {
  const given = prompt('weather in Paris and Rome', { tools: [weatherTool], reasons: true })
  const events = eventsOf({ ...given, stream: true }).map(({ data }) => JSON.parse(data))
  const plain = anthropicMessages.encodeAnswer(generateExample(given))
  const inputs = events
    .filter((event) => event.delta?.type === 'input_json_delta')
    .map((event) => event.delta.partial_json)
    .join('')
  expect(inputs).toBe('{"location":"Paris"}{"location":"Rome"}')
  expect(plain).toMatchObject({ stop_reason: 'tool_use', usage: events.findLast((event) => event.usage)?.usage })
  expect(plain.content).toMatchObject([
    { type: 'thinking' },
    { input: { location: 'Paris' } },
    { input: { location: 'Rome' } },
  ])
})

test('the three parts of the prompt add up, so nothing cached is billed twice', () => {
  const turns = [exampleTurn('a river '.repeat(1000), { cacheMark: { ttlMs: 3_600_000 } }), exampleTurn('why?')]
  const generation = generateExample(prompt('', { turns }))
  const { usage } = anthropicMessages.encodeAnswer(generation) as { usage: Record<string, number> }
  const parts = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens'].map(
    (name) => usage[name] ?? 0,
  )
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(generation.usage.promptTokens)
  expect(usage).toMatchObject({ cache_creation: { ephemeral_1h_input_tokens: parts[1], ephemeral_5m_input_tokens: 0 } })
})

test.each([
  [{ messages: [], max_tokens: 5 }, 'model: Field required'],
  [{ model: 'm', messages: [{ role: 'user', content: 'hi' }] }, 'max_tokens: Field required'],
  [{ model: 'm', max_tokens: 5, messages: [] }, 'messages: at least one message is required'],
  [
    { model: 'm', max_tokens: 5, messages: [{ role: 'user', content: 'x' }], temperature: 2 },
    'temperature: range: 0..1',
  ],
])('a faulty request %# is refused with the field first', (body, message) => {
  expect(anthropicMessages.parseRequest('anthropic', body)).toEqual({
    ok: false,
    error: { kind: 'invalid_request', message },
  })
})
