import { isJsonObject, type JsonObject } from '@turnpike/kernel/json'
import { expect, test } from 'vitest'
import { knownPersonalities } from '../../core/personalities.ts'
import { examplePrompt, weatherTool } from '../../core/prompt-example.ts'
import { generateExample } from '../generate-example.ts'
import { hasRecordings, readRecording, splitEvents } from '../recordings.ts'
import { openaiChat } from './openai-chat.ts'

type Chunk = {
  choices: { index: number; delta: JsonObject; finish_reason?: string | null }[]
  usage?: JsonObject | null
}

const streamOf = (prompt: Parameters<typeof generateExample>[0]): { chunks: Chunk[]; text: string } => {
  const text = [...openaiChat.encodeStream(generateExample(prompt))].map((frame) => frame.text).join('')
  const chunks = splitEvents(text)
    .filter(({ data }) => data !== '[DONE]')
    .map(({ data }): Chunk => JSON.parse(data))
  return { chunks, text }
}

const fold = (chunks: readonly Chunk[]) => {
  const deltas = chunks.flatMap((chunk) => chunk.choices.map((choice) => choice.delta))
  const texts = deltas.map((delta) => (typeof delta.content === 'string' ? delta.content : ''))
  const calls = deltas.flatMap((delta) =>
    Array.isArray(delta.tool_calls) ? delta.tool_calls.filter(isJsonObject) : [],
  )
  const argumentsText = calls.map((call) => (isJsonObject(call.function) ? String(call.function.arguments ?? '') : ''))
  return { content: texts.join(''), callArguments: argumentsText.join('') }
}

const lastUsage = (chunks: readonly Chunk[]) => chunks.findLast((chunk) => chunk.usage)?.usage

const providers = [...knownPersonalities(), 'some-unknown-provider']

test.each(providers)('%s: a stream folds to the plain answer with the same usage', (provider) => {
  const prompt = examplePrompt('Why is the sky blue?', { provider })
  const plain = openaiChat.encodeAnswer(generateExample(prompt))
  const { chunks } = streamOf({ ...prompt, stream: true })
  expect(plain.choices).toMatchObject([{ message: { content: fold(chunks).content } }])
  expect(lastUsage(chunks)).toEqual(plain.usage)
})

test.each(providers)('%s: streamed tool arguments join to the arguments of the plain answer', (provider) => {
  const prompt = examplePrompt('weather in Paris and Rome', { provider, tools: [weatherTool] })
  const { chunks } = streamOf({ ...prompt, stream: true })
  expect(fold(chunks).callArguments).toBe('{"location":"Paris"}{"location":"Rome"}')
  const finish = chunks.flatMap((chunk) => chunk.choices).findLast((choice) => choice.finish_reason)
  expect(finish?.finish_reason).toBe('tool_calls')
})

test('the frames of a stream account for every token of the answer, hidden reasoning included', () => {
  for (const provider of providers) {
    const generation = generateExample(examplePrompt('Why?', { provider, reasons: true }))
    const tokens = [...openaiChat.encodeStream(generation)].reduce((sum, frame) => sum + frame.tokens, 0)
    expect(tokens).toBe(generation.usage.visibleTokens + generation.usage.reasoningTokens)
  }
})

test('usage lies are told: missing, negative, huge, twice', () => {
  const usages = (report: Parameters<typeof generateExample>[1]) =>
    splitEvents(
      [...openaiChat.encodeStream(generateExample(examplePrompt('hi', { provider: 'openai' }), report))]
        .map((frame) => frame.text)
        .join(''),
    )
      .filter(({ data }) => data !== '[DONE]')
      .map(({ data }): Chunk => JSON.parse(data))
      .flatMap((chunk) => (chunk.usage ? [chunk.usage] : []))
  expect(usages('normal')).toHaveLength(1)
  expect(usages('missing')).toHaveLength(0)
  expect(usages('twice')).toHaveLength(2)
  expect(Number(usages('negative')[0]?.prompt_tokens)).toBeLessThan(0)
  expect(Number(usages('huge')[0]?.completion_tokens)).toBeGreaterThan(1e11)
})

/** The fields of an object and of its first choice and delta, which is what readers depend on. */
const shapeOf = (chunk: Chunk) => ({
  fields: Object.keys(chunk).toSorted(),
  choice: Object.keys(chunk.choices[0] ?? {}).toSorted(),
  delta: Object.keys(chunk.choices[0]?.delta ?? {}).toSorted(),
  usage: Object.keys(chunk.usage ?? {}).toSorted(),
})

const recordedChunks = (name: string): Chunk[] =>
  readRecording(name)
    .filter(({ data }) => data !== '[DONE]')
    .map(({ data }) => JSON.parse(data))

test.skipIf(!hasRecordings).each([
  { provider: 'openai', recording: 'openai/stream-usage', reasons: false, includeUsage: true },
  { provider: 'groq', recording: 'groq/stream-text-x-groq', reasons: false, includeUsage: false },
  { provider: 'deepseek', recording: 'deepseek/stream-reasoning', reasons: true, includeUsage: true },
  { provider: 'mistral', recording: 'mistral/stream-text', reasons: false, includeUsage: false },
  { provider: 'together', recording: 'together/stream', reasons: false, includeUsage: false },
])(
  '$provider: first, middle and last chunks have the fields of the recording $recording',
  ({ provider, recording, ...rest }) => {
    const recorded = recordedChunks(recording)
    const simulated = streamOf(
      examplePrompt('Repeat after me: one two three four five six', { provider, ...rest, stream: true }),
    ).chunks
    // Together opens with content in its first delta, which our first delta leaves for the second.
    const middle = provider === 'together' ? [] : [shapeOf(simulated[1] ?? { choices: [] })]
    const recordedMiddle = provider === 'together' ? [] : [shapeOf(recorded[1] ?? { choices: [] })]
    const ends = (chunks: readonly Chunk[]) => chunks.slice(-1).map(shapeOf)
    expect(middle).toEqual(recordedMiddle)
    expect(ends(simulated).map(dropTokenId)).toEqual(ends(recorded).map(dropTokenId))
  },
)

/** Together's token ids belong to a real vocabulary; the simulation sends none. */
const dropTokenId = (shape: ReturnType<typeof shapeOf>) => ({
  ...shape,
  delta: shape.delta.filter((name) => name !== 'token_id'),
})
