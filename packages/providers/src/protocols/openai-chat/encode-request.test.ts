import { sampleRequest } from '@turnpike/contracts/testing/sample-request'
import type { Json } from '@turnpike/kernel/json'
import { describe, expect, it } from 'vitest'
import { parseChatCompletionRequest } from '../../skins/chat-completions/parse-request.ts'
import { makeEndpoint, makeProvider } from '../../testing/provider-rows.ts'
import { hasRecordings, readRecordings } from '../../testing/recordings.ts'
import { encodeRequest } from './encode-request.ts'

type Encode = {
  request?: Parameters<typeof sampleRequest>[0]
  quirks?: Parameters<typeof makeProvider>[0]
  endpoint?: Parameters<typeof makeEndpoint>[0]
  maxOutputTokens?: number | null
}

const encode = ({ request, quirks, endpoint, maxOutputTokens = null }: Encode) => {
  const limits = { maxOutputTokens }
  const encoded = encodeRequest(sampleRequest(request), makeEndpoint(endpoint), makeProvider(quirks), limits)
  const body: Record<string, Json> = JSON.parse(encoded.body)
  return { ...encoded, body }
}

describe('a request', () => {
  it('carries the provider’s own name of the model and the fixed headers', () => {
    const provider = makeProvider()
    const { path, headers, body } = encode({})
    expect(path).toBe('/chat/completions')
    expect(headers).toMatchObject({ 'content-type': 'application/json', ...provider.fixedHeaders })
    expect(body).toEqual({ model: 'model-1', messages: [{ role: 'user', content: 'Hello' }], stream: false })
  })

  it('asks a stream for its usage', () => {
    expect(encode({ request: { stream: true } }).body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    })
  })

  it('never asks for more output than the endpoint can give', () => {
    expect(encode({ maxOutputTokens: 99_999 }).body.max_tokens).toBe(16_000)
  })

  it('keeps what only this gateway or only a bill would understand', () => {
    const parameters = {
      transforms: ['middle-out'],
      service_tier: 'priority',
      store: true,
      max_output_tokens: 99,
      best_of: 4,
      web_search_options: {},
      route: 'fallback',
    }
    const { body } = encode({ request: { parameters, endUser: 'someone', metadata: { a: 'b' }, sessionId: 's' } })
    expect(Object.keys(body).sort()).toEqual(['messages', 'model', 'stream'])
  })

  it('drops a declared parameter that the endpoint does not declare, and passes an unknown one on', () => {
    const parameters = { temperature: 0.5, seed: 1, safe_prompt: true }
    const { body } = encode({ request: { parameters }, endpoint: { supportedParameters: ['temperature'] } })
    expect(body).toMatchObject({ temperature: 0.5, safe_prompt: true })
    expect(body).not.toHaveProperty('seed')
  })

  it('offers functions and no tools that the provider would run at its own prices', () => {
    const tools = [{ type: 'web_search' }, { type: 'function', function: { name: 'look' } }]
    const request = { tools, toolChoice: 'auto', parameters: { parallel_tool_calls: false } }
    expect(encode({ request }).body).toMatchObject({
      tools: [tools[1]],
      tool_choice: 'auto',
      parallel_tool_calls: false,
    })
    expect(encode({ request: { ...request, tools: [] } }).body).not.toHaveProperty('parallel_tool_calls')
  })
})

describe('a quirk', () => {
  it('paramDrop leaves out, paramRename renames, paramDefault fills in', () => {
    const { body } = encode({
      request: { parameters: { seed: 7, top_k: 3 } },
      quirks: {
        request: {
          paramDrop: ['top_k'],
          paramRename: { seed: 'random_seed' },
          paramDefault: { truncate: false, temperature: 1 },
        },
      },
    })
    expect(body).toMatchObject({ random_seed: 7, truncate: false, temperature: 1 })
    expect(body).not.toHaveProperty('seed')
    expect(body).not.toHaveProperty('top_k')
  })

  it('paramDefault gives way to the client', () => {
    const quirks = { request: { paramDefault: { temperature: 1 } } }
    expect(encode({ request: { parameters: { temperature: 0.2 } }, quirks }).body.temperature).toBe(0.2)
  })

  it('maxTokensField names the limit', () => {
    const quirks = { request: { maxTokensField: 'max_completion_tokens' } }
    const { body } = encode({ maxOutputTokens: 50, quirks })
    expect(body).toMatchObject({ max_completion_tokens: 50 })
    expect(body).not.toHaveProperty('max_tokens')
  })

  it('roleMap renames roles, and `developer` is `system` without one', () => {
    const messages = [{ role: 'developer' as const, content: 'a' }]
    expect(encode({ request: { messages } }).body.messages).toEqual([{ role: 'system', content: 'a' }])
    const quirks = { request: { roleMap: { developer: 'developer' } } }
    expect(encode({ request: { messages }, quirks }).body.messages).toEqual([{ role: 'developer', content: 'a' }])
  })

  it('contentAsString joins texts, and leaves images alone', () => {
    const text = (value: string) => ({ type: 'text', text: value })
    const image = { type: 'image_url', image_url: { url: 'https://example.test/a.png' } }
    const messages = [
      { role: 'user' as const, content: [text('a'), text('b')] },
      { role: 'user' as const, content: [text('c'), image] },
    ]
    const { body } = encode({ request: { messages }, quirks: { request: { contentAsString: true } } })
    expect(body.messages).toEqual([{ role: 'user', content: 'a\nb' }, messages[1]])
  })

  it('includeUsage off sends no stream options', () => {
    const { body } = encode({ request: { stream: true }, quirks: { stream: { includeUsage: false } } })
    expect(body).not.toHaveProperty('stream_options')
  })

  it.each([
    ['reasoning_effort', { effort: 'high' }, { reasoning_effort: 'high' }],
    ['reasoning_effort', { enabled: false }, { reasoning_effort: 'none' }],
    ['reasoning_effort', { max_tokens: 2_000 }, { reasoning_effort: 'low' }],
    ['reasoning', { enabled: true }, { reasoning: { enabled: true } }],
    ['enable_thinking', { enabled: false }, { enable_thinking: false }],
    ['enable_thinking', { effort: 'low' }, { enable_thinking: true, thinking_budget: 2_000 }],
    ['thinking', { effort: 'low' }, { thinking: { type: 'enabled' } }],
    ['none', { effort: 'low' }, {}],
  ])('reasoningField %s tells %j as %j', (reasoningField, reasoning, expected) => {
    const { messages, model, stream, max_tokens, ...rest } = encode({
      request: { parameters: { reasoning } },
      quirks: { request: { reasoningField } },
      maxOutputTokens: 10_000,
    }).body
    expect(rest).toEqual(expected)
  })

  it('reasoning is not asked for where the endpoint cannot reason', () => {
    const request = { parameters: { reasoning_effort: 'high' } }
    expect(encode({ request, endpoint: { supportedParameters: [] } }).body).not.toHaveProperty('reasoning_effort')
  })
})

describe('thoughts of the running tool loop', () => {
  const call = { id: 'call_1', type: 'function', function: { name: 'look', arguments: '{}' } }
  const turn = { role: 'assistant' as const, content: '', reasoning: 'hm', reasoning_details: [], tool_calls: [call] }
  const result = { role: 'tool' as const, tool_call_id: 'call_1', content: 'seen' }
  const user = { role: 'user' as const, content: 'go' }
  const quirks = { request: { reasoningField: 'thinking' } }

  it('go back to a provider that thinks, and past ones do not', () => {
    const messages = [user, turn, result, user, turn, result]
    const sent = encode({ request: { messages }, quirks }).body.messages as Record<string, Json>[]
    expect(sent.map((message) => message.reasoning_content)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'hm',
      undefined,
    ])
  })

  it('do not go to others, which refuse unknown fields', () => {
    const sent = encode({ request: { messages: [user, turn, result] } }).body.messages as Record<string, Json>[]
    expect(Object.keys(sent[1] ?? {}).sort()).toEqual(['content', 'role', 'tool_calls'])
  })
})

describe.skipIf(!hasRecordings)('recorded requests', () => {
  const recordings = readRecordings('openai-chat').filter((recording) => recording.request?.body)

  it.each(recordings.map((recording) => [recording.id, recording.request?.body as Record<string, Json>] as const))(
    'of %s come out as the client wrote them',
    (_id, recorded) => {
      const parsed = parseChatCompletionRequest(Buffer.from(JSON.stringify(recorded)))
      if (!parsed.ok) throw new Error(parsed.error.message)
      const endpoint = makeEndpoint({ upstreamModel: String(recorded.model), maxOutputTokens: null })
      const limits = { maxOutputTokens: parsed.value.maxOutputTokens }
      const body: Record<string, Json> = JSON.parse(encodeRequest(parsed.value, endpoint, makeProvider(), limits).body)
      expect(body.model).toBe(recorded.model)
      expect(body.messages).toHaveLength((recorded.messages as Json[]).length)
      for (const name of ['tools', 'tool_choice', 'response_format', 'temperature', 'top_p', 'stop', 'seed']) {
        if (recorded[name] && JSON.stringify(recorded[name]) !== '[]')
          expect([name, body[name]]).toEqual([name, recorded[name]])
      }
    },
  )
})
