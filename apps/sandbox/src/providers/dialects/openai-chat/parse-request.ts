/** Reads an OpenAI chat completion request. Unknown fields are ignored; missing ones fail with OpenAI's own words. */
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { isJsonObject } from '@turnpike/kernel/json'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { toPersonality } from '../../core/personalities.ts'
import type { ProviderFailure } from '../../core/provider-failure.ts'
import { isReasoningModel } from '../../core/reasoning-model.ts'
import type {
  OutputFormat,
  SimulatedPrompt,
  ToolChoice,
  ToolDeclaration,
  Turn,
  TurnRole,
} from '../../core/simulated-prompt.ts'
import { readNumber, readObject, readObjects, readText, readTexts } from '../read-json-fields.ts'

const MOST_CHOICES = 16

export function parseRequest(provider: string, body: JsonObject): Result<SimulatedPrompt, ProviderFailure> {
  const model = readText(body, 'model')
  if (model === null || model === '') return missing('model')
  if (!Array.isArray(body.messages)) return missing('messages')
  const failure = findFault(provider, model, body)
  if (failure !== null) return err(failure)
  const stream = body.stream === true
  return ok({
    provider,
    model,
    turns: readTurns(readObjects(body, 'messages')),
    tools: readTools(body),
    toolsCacheMark: null,
    toolChoice: readToolChoice(body.tool_choice),
    parallelToolCalls: body.parallel_tool_calls !== false,
    outputFormat: readOutputFormat(readObject(body, 'response_format')),
    maxTokens: readNumber(body, 'max_completion_tokens') ?? readNumber(body, 'max_tokens'),
    stopSequences: readTexts(body.stop),
    choiceCount: Math.min(readNumber(body, 'n') ?? 1, MOST_CHOICES),
    seed: readNumber(body, 'seed') ?? readNumber(body, 'random_seed') ?? 0,
    reasons: readReasons(model, body),
    stream,
    includeUsage: readObject(body, 'stream_options')?.include_usage === true,
    caching: 'automatic',
  })
}

const missing = (parameter: string): Result<never, ProviderFailure> =>
  err({ kind: 'invalid_request', message: `Missing required parameter: '${parameter}'.`, parameter })

function findFault(provider: string, model: string, body: JsonObject): ProviderFailure | null {
  if (readObjects(body, 'messages').length === 0) {
    const message =
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead."
    return { kind: 'invalid_request', message, parameter: 'messages' }
  }
  for (const parameter of ['max_tokens', 'max_completion_tokens', 'n']) {
    const value = body[parameter] ?? null
    if (value !== null && !(typeof value === 'number' && Number.isInteger(value) && value >= 1)) {
      const message = `Invalid '${parameter}': integer below minimum value. Expected a value >= 1, but got ${JSON.stringify(value)} instead.`
      return { kind: 'invalid_request', message, parameter }
    }
  }
  const strict = toPersonality(provider).quirks.has('rejects_max_tokens_when_reasoning')
  if (!strict || !isReasoningModel(model) || (body.max_tokens ?? null) === null) return null
  const message =
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
  return { kind: 'unsupported_parameter', message, parameter: 'max_tokens' }
}

/** Reasoning switches of different hosts; without any, the model's name decides. */
function readReasons(model: string, body: JsonObject): boolean {
  const effort = readText(body, 'reasoning_effort') ?? readText(readObject(body, 'reasoning') ?? {}, 'effort')
  const thinking = readText(readObject(body, 'thinking') ?? {}, 'type')
  const enabled = body.enable_thinking ?? readObject(body, 'reasoning')?.enabled ?? null
  if (effort === 'none' || thinking === 'disabled' || enabled === false) return false
  return effort !== null || thinking !== null || enabled === true || isReasoningModel(model)
}

const ROLES: Readonly<Record<string, TurnRole>> = {
  system: 'system',
  developer: 'system',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
}

function readTurns(messages: readonly JsonObject[]): Turn[] {
  const toolNames = new Map<string, string>()
  return messages.map((message) => {
    const calls = readObjects(message, 'tool_calls')
    for (const call of calls) {
      toolNames.set(readText(call, 'id') ?? '', readText(readObject(call, 'function') ?? {}, 'name') ?? 'tool')
    }
    const written = readContent(message.content)
    const callText = calls.length > 0 ? JSON.stringify(calls.map((call) => call.function ?? null)) : ''
    return {
      role: ROLES[readText(message, 'role') ?? ''] ?? 'user',
      text: written.text + callText,
      mediaCount: written.mediaCount,
      toolName: readText(message, 'name') ?? toolNames.get(readText(message, 'tool_call_id') ?? '-') ?? null,
      cacheMark: null,
    }
  })
}

function readContent(content: Json | undefined): { text: string; mediaCount: number } {
  if (typeof content === 'string') return { text: content, mediaCount: 0 }
  const parts = Array.isArray(content) ? content.filter(isJsonObject) : []
  const texts = parts.map((part) => readText(part, 'text')).filter((text) => text !== null)
  return { text: texts.join('\n'), mediaCount: parts.length - texts.length }
}

function readTools(body: JsonObject): ToolDeclaration[] {
  return readObjects(body, 'tools').flatMap((tool) => {
    const declared = readObject(tool, 'function')
    const name = declared === null ? null : readText(declared, 'name')
    if (declared === null || name === null) return []
    const parameters = readObject(declared, 'parameters') ?? {}
    return [{ name, description: readText(declared, 'description') ?? '', parameters }]
  })
}

function readToolChoice(choice: Json | undefined): ToolChoice {
  if (choice === 'none') return { kind: 'none' }
  if (choice === 'required' || choice === 'any') return { kind: 'required' }
  const name = isJsonObject(choice) ? readText(readObject(choice, 'function') ?? {}, 'name') : null
  return name === null ? { kind: 'auto' } : { kind: 'named', name }
}

function readOutputFormat(format: JsonObject | null): OutputFormat {
  if (format?.type === 'json_object') return { kind: 'json_object' }
  if (format?.type !== 'json_schema') return { kind: 'text' }
  const schema = readObject(readObject(format, 'json_schema') ?? {}, 'schema')
  return schema === null ? { kind: 'json_object' } : { kind: 'json_schema', schema }
}
