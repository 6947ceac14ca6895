import type { ChatMessage } from '@turnpike/contracts/inference/chat-message'
import { sampleRequest } from '@turnpike/contracts/testing/sample-request'
import type { Json } from '@turnpike/kernel/json'
import { describe, expect, it } from 'vitest'
import { makeEndpoint, makeProvider } from '../../testing/provider-rows.ts'
import { encodeRequest } from './encode-request.ts'

const PROVIDER = makeProvider({
  protocol: 'anthropic-messages',
  auth: { kind: 'header', header: 'x-api-key' },
  request: { reasoningField: 'thinking' },
})

const encode = (
  request: Parameters<typeof sampleRequest>[0],
  maxOutputTokens: number | null = null,
  endpoint: Parameters<typeof makeEndpoint>[0] = {},
): Record<string, Json> =>
  JSON.parse(encodeRequest(sampleRequest(request), makeEndpoint(endpoint), PROVIDER, { maxOutputTokens }).body)

const encodeMessages = (...messages: ChatMessage[]) => encode({ messages })

const text = (value: string) => ({ type: 'text', text: value })
const look = { id: 'call_1', type: 'function', function: { name: 'look', arguments: '{"at":"sky"}' } }
const tool = { type: 'function', function: { name: 'look', description: 'Looks', parameters: { properties: {} } } }

describe('a request', () => {
  it('names its version, and always a limit: the client’s, the endpoint’s, or half of the context', () => {
    const { path, headers } = encodeRequest(sampleRequest(), makeEndpoint(), PROVIDER, { maxOutputTokens: null })
    expect(path).toBe('/messages')
    expect(headers['anthropic-version']).toBe('2023-06-01')
    expect(encode({}, 100).max_tokens).toBe(100)
    expect(encode({}, 99_999).max_tokens).toBe(16_000)
    expect(encode({}).max_tokens).toBe(16_000)
    expect(encode({}, null, { maxOutputTokens: null }).max_tokens).toBe(64_000)
  })

  it('holds nothing that the protocol does not know', () => {
    const body = encode({
      parameters: { seed: 1, logit_bias: {}, safe_prompt: true, frequency_penalty: 1 },
      endUser: 'me',
    })
    expect(Object.keys(body).sort()).toEqual(['max_tokens', 'messages', 'model', 'stream'])
  })

  it('keeps sampling within what is accepted', () => {
    expect(encode({ parameters: { temperature: 1.7, top_p: 0.9, top_k: 5 } })).toMatchObject({
      temperature: 1,
      top_k: 5,
    })
    expect(encode({ parameters: { temperature: 1.7, top_p: 0.9 } })).not.toHaveProperty('top_p')
    expect(encode({ parameters: { top_p: 0.9 } })).toMatchObject({ top_p: 0.9 })
    expect(encode({ parameters: { stop: 'END' } })).toMatchObject({ stop_sequences: ['END'] })
    expect(encode({ parameters: { stop: ['a', '\n', ''] } })).toMatchObject({ stop_sequences: ['a'] })
  })
})

describe('messages', () => {
  it('of the system are taken out, wherever they stand', () => {
    const body = encodeMessages(
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'Hi' },
      { role: 'developer', content: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }] },
    )
    expect(body.system).toEqual([text('Be kind.'), { ...text('Be brief.'), cache_control: { type: 'ephemeral' } }])
    expect(body.messages).toEqual([{ role: 'user', content: [text('Hi')] }])
  })

  it('of one role in a row are one turn, and blank ones are none', () => {
    const body = encodeMessages(
      { role: 'user', content: 'a' },
      { role: 'user', content: '  ' },
      { role: 'user', content: 'b' },
      { role: 'assistant', content: '' },
    )
    expect(body.messages).toEqual([{ role: 'user', content: [text('a'), text('b')] }])
  })

  it('of tools are results that stand first in their turn', () => {
    const body = encodeMessages(
      { role: 'user', content: 'go' },
      { role: 'assistant', content: 'Let me see.', tool_calls: [look, { ...look, id: 'call_2' }] },
      { role: 'user', content: 'hurry' },
      { role: 'tool', tool_call_id: 'call_1', content: 'blue' },
      { role: 'tool', tool_call_id: 'call_2', content: '' },
    )
    const use = (id: string) => ({ type: 'tool_use', id, name: 'look', input: { at: 'sky' } })
    expect(body.messages).toEqual([
      { role: 'user', content: [text('go')] },
      { role: 'assistant', content: [text('Let me see.'), use('call_1'), use('call_2')] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'call_1', content: [text('blue')] },
          { type: 'tool_result', tool_use_id: 'call_2' },
          text('hurry'),
        ],
      },
    ])
  })

  it('carry images and documents', () => {
    const image = (url: string) => ({ type: 'image_url', image_url: { url } })
    const file = (address: string) => ({ type: 'file', file: { filename: 'a', file_data: address } })
    const body = encodeMessages({
      role: 'user',
      content: [
        image('data:image/png;base64,AAAA'),
        image('https://example.test/a.png'),
        file('data:application/pdf;base64,BBBB'),
        file('data:text/plain;charset=utf-8;base64,aGk='),
      ],
    })
    const [turn] = body.messages as { content: Json[] }[]
    expect(turn?.content).toEqual([
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
      { type: 'image', source: { type: 'url', url: 'https://example.test/a.png' } },
      { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'BBBB' }, title: 'a' },
      { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'hi' }, title: 'a' },
    ])
  })

  it('of the assistant do not end in white space when they are last', () => {
    const body = encodeMessages({ role: 'user', content: 'a' }, { role: 'assistant', content: 'The answer is \n' })
    expect(body.messages).toEqual([
      { role: 'user', content: [text('a')] },
      { role: 'assistant', content: [text('The answer is')] },
    ])
  })

  it('give thoughts back unchanged, first in their turn, and only signed ones of this vendor', () => {
    const format = 'anthropic-claude-v1'
    const details = [
      { type: 'reasoning.text', text: 'hm', format, index: 0 },
      { type: 'reasoning.text', text: ', well', format, index: 0 },
      { type: 'reasoning.text', signature: 'sig', format, index: 0 },
      { type: 'reasoning.encrypted', data: 'xyz', format, index: 1 },
      { type: 'reasoning.text', text: 'unsigned', format, index: 2 },
      { type: 'reasoning.text', text: 'foreign', format: 'unknown', index: 3 },
    ]
    const body = encodeMessages(
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b', reasoning_details: details, tool_calls: [look] },
      { role: 'tool', tool_call_id: 'call_1', content: 'c' },
    )
    const turn = (body.messages as { content: Json[] }[])[1]
    expect(turn?.content.slice(0, 3)).toEqual([
      { type: 'thinking', thinking: 'hm, well', signature: 'sig' },
      { type: 'redacted_thinking', data: 'xyz' },
      text('b'),
    ])
  })
})

describe('tools', () => {
  it('have a schema of an object, and the choice has its own words', () => {
    expect(encode({ tools: [tool, { type: 'web_search' }], toolChoice: 'required' })).toMatchObject({
      tools: [{ name: 'look', description: 'Looks', input_schema: { type: 'object', properties: {} } }],
      tool_choice: { type: 'any' },
    })
    const named = { type: 'function', function: { name: 'look' } }
    expect(encode({ tools: [tool], toolChoice: named })).toMatchObject({ tool_choice: { type: 'tool', name: 'look' } })
    expect(encode({ tools: [], toolChoice: 'auto' })).not.toHaveProperty('tool_choice')
  })

  it('can be forbidden to run side by side', () => {
    const parameters = { parallel_tool_calls: false }
    expect(encode({ tools: [tool], parameters })).toMatchObject({
      tool_choice: { type: 'auto', disable_parallel_tool_use: true },
    })
  })
})

describe('a format', () => {
  it('with a schema is the protocol’s own; a bare JSON object is asked for in words', () => {
    const schema = { type: 'object', properties: {} }
    const responseFormat = { type: 'json_schema', json_schema: { name: 'x', schema } }
    expect(encode({ responseFormat })).toMatchObject({ output_config: { format: { type: 'json_schema', schema } } })
    const [instruction] = encode({ responseFormat: { type: 'json_object' } }).system as { text: string }[]
    expect(instruction?.text).toContain('JSON')
  })
})

describe('thinking', () => {
  const parameters = { reasoning: { effort: 'medium' }, temperature: 0.3 }

  it.each([
    [{ effort: 'medium' }, 10_000, 5_000],
    [{ effort: 'minimal' }, 10_000, 1_024],
    [{ max_tokens: 3_000 }, 10_000, 3_000],
    [{ max_tokens: 30_000 }, 10_000, 9_999],
    [{ enabled: true }, 10_000, 5_000],
  ])('%j within %i tokens has a budget of %i', (reasoning, limit, budget) => {
    expect(encode({ parameters: { reasoning } }, limit).thinking).toEqual({ type: 'enabled', budget_tokens: budget })
  })

  it('fixes the temperature', () => {
    expect(encode({ parameters }, 10_000)).not.toHaveProperty('temperature')
  })

  it('is left out where the request would be refused for it', () => {
    const loop: ChatMessage[] = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: null, tool_calls: [look] },
      { role: 'tool', tool_call_id: 'call_1', content: 'c' },
    ]
    expect(encode({ parameters }, 1_000)).not.toHaveProperty('thinking')
    expect(encode({ parameters, tools: [tool], toolChoice: 'required' }, 10_000)).not.toHaveProperty('thinking')
    expect(encode({ parameters, messages: loop }, 10_000)).not.toHaveProperty('thinking')
    expect(encode({ parameters }, 10_000, { supportedParameters: [] })).not.toHaveProperty('thinking')
  })
})
