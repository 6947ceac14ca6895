/** Reads an Anthropic messages request. Faults are reported with the field's path first, as the real service does. */
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { isJsonObject } from '@turnpike/kernel/json'
import { err, ok, type Result } from '@turnpike/kernel/result'
import type { ProviderFailure } from '../../core/provider-failure.ts'
import type {
  CacheMark,
  OutputFormat,
  SimulatedPrompt,
  ToolChoice,
  ToolDeclaration,
  Turn,
} from '../../core/simulated-prompt.ts'
import { readNumber, readObject, readObjects, readText, readTexts } from '../read-json-fields.ts'

const FIVE_MINUTES_MS = 5 * 60_000
const ONE_HOUR_MS = 60 * 60_000
const SMALLEST_THINKING_BUDGET = 1024

export function parseRequest(provider: string, body: JsonObject): Result<SimulatedPrompt, ProviderFailure> {
  const fault = findFault(body)
  if (fault !== null) return err({ kind: 'invalid_request', message: fault })
  const thinking = readText(readObject(body, 'thinking') ?? {}, 'type')
  return ok({
    provider,
    model: readText(body, 'model') ?? '',
    turns: markWhole(body, [...readSystem(body.system), ...readMessages(readObjects(body, 'messages'))]),
    ...readTools(body),
    toolChoice: readToolChoice(readObject(body, 'tool_choice')),
    parallelToolCalls: readObject(body, 'tool_choice')?.disable_parallel_tool_use !== true,
    outputFormat: readOutputFormat(body),
    maxTokens: readNumber(body, 'max_tokens'),
    stopSequences: readTexts(body.stop_sequences),
    choiceCount: 1,
    seed: 0,
    reasons: thinking === 'enabled' || thinking === 'adaptive',
    stream: body.stream === true,
    includeUsage: true,
    caching: 'marked',
  })
}

function findFault(body: JsonObject): string | null {
  if ((readText(body, 'model') ?? '') === '') return 'model: Field required'
  if (!Array.isArray(body.messages)) return 'messages: Field required'
  if (body.messages.length === 0) return 'messages: at least one message is required'
  const maxTokens = readNumber(body, 'max_tokens')
  if (maxTokens === null) return 'max_tokens: Field required'
  if (!Number.isInteger(maxTokens) || maxTokens < 1) return 'max_tokens: Input should be greater than or equal to 1'
  const temperature = readNumber(body, 'temperature')
  if (temperature !== null && (temperature < 0 || temperature > 1)) return 'temperature: range: 0..1'
  return findMessageFault(readObjects(body, 'messages')) ?? findThinkingFault(body, maxTokens)
}

function findMessageFault(messages: readonly JsonObject[]): string | null {
  for (const [index, message] of messages.entries()) {
    const role = readText(message, 'role')
    if (role === 'system') {
      return `messages.${index}.role: Unexpected role "system". The Messages API accepts a top-level \`system\` parameter, not "system" as an input message role.`
    }
    if (role !== 'user' && role !== 'assistant') return `messages.${index}.role: Input should be 'user' or 'assistant'`
    if (readObjects(message, 'content').some((block) => block.type === 'text' && block.text === '')) {
      return `messages.${index}: text content blocks must be non-empty`
    }
  }
  return null
}

function findThinkingFault(body: JsonObject, maxTokens: number): string | null {
  const thinking = readObject(body, 'thinking')
  if (thinking?.type !== 'enabled') return null
  const budget = readNumber(thinking, 'budget_tokens')
  if (budget === null) return 'thinking.enabled.budget_tokens: Field required'
  if (budget < SMALLEST_THINKING_BUDGET) {
    return `thinking.enabled.budget_tokens: Input should be greater than or equal to ${SMALLEST_THINKING_BUDGET}`
  }
  return budget >= maxTokens ? '`max_tokens` must be greater than `thinking.budget_tokens`.' : null
}

const toMark = (control: JsonObject): CacheMark => ({
  ttlMs: control.ttl === '1h' ? ONE_HOUR_MS : FIVE_MINUTES_MS,
})

function readMark(blocks: readonly JsonObject[]): CacheMark | null {
  const control = blocks.map((block) => readObject(block, 'cache_control')).findLast((found) => found !== null)
  return control ? toMark(control) : null
}

/** A top-level `cache_control` marks the end of the whole prompt. */
function markWhole(body: JsonObject, turns: Turn[]): Turn[] {
  const control = readObject(body, 'cache_control')
  return control === null ? turns : turns.with(-1, { ...(turns.at(-1) ?? emptyTurn), cacheMark: toMark(control) })
}

const emptyTurn: Turn = { role: 'user', text: '', mediaCount: 0, toolName: null, cacheMark: null }

function readSystem(system: Json | undefined): Turn[] {
  if (typeof system === 'string') return [{ ...emptyTurn, role: 'system', text: system }]
  const blocks = Array.isArray(system) ? system.filter(isJsonObject) : []
  return blocks.map((block) => ({
    ...emptyTurn,
    role: 'system',
    text: readText(block, 'text') ?? '',
    cacheMark: readMark([block]),
  }))
}

/** One turn a block: a marked block in the middle of a message then ends a cacheable prefix by itself. */
function readMessages(messages: readonly JsonObject[]): Turn[] {
  const toolNames = new Map<string, string>()
  return messages.flatMap((message): Turn[] => {
    const role = message.role === 'assistant' ? 'assistant' : 'user'
    const content = message.content
    if (typeof content === 'string') return [{ ...emptyTurn, role, text: content }]
    return readObjects(message, 'content').map((block) => readBlock(block, role, toolNames))
  })
}

function readBlock(block: JsonObject, role: 'user' | 'assistant', toolNames: Map<string, string>): Turn {
  const turn: Turn = { ...emptyTurn, role, cacheMark: readMark([block]) }
  const type = readText(block, 'type')
  if (type === 'text') return { ...turn, text: readText(block, 'text') ?? '' }
  if (type === 'thinking') return { ...turn, text: readText(block, 'thinking') ?? '' }
  if (type === 'tool_use') {
    toolNames.set(readText(block, 'id') ?? '', readText(block, 'name') ?? 'tool')
    return { ...turn, text: JSON.stringify({ name: block.name ?? null, input: block.input ?? null }) }
  }
  if (type !== 'tool_result') return { ...turn, mediaCount: 1 }
  const content = readTexts(block.content)
  const parts = readObjects(block, 'content').map((part) => readText(part, 'text') ?? '')
  const toolName = toolNames.get(readText(block, 'tool_use_id') ?? '-') ?? null
  return { ...turn, role: 'tool', text: [...content, ...parts].join('\n'), toolName }
}

function readTools(body: JsonObject): { tools: ToolDeclaration[]; toolsCacheMark: CacheMark | null } {
  const declared = readObjects(body, 'tools')
  const tools = declared.flatMap((tool) => {
    const name = readText(tool, 'name')
    const parameters = readObject(tool, 'input_schema')
    if (name === null || parameters === null) return []
    return [{ name, description: readText(tool, 'description') ?? '', parameters }]
  })
  return { tools, toolsCacheMark: readMark(declared) }
}

function readToolChoice(choice: JsonObject | null): ToolChoice {
  if (choice?.type === 'none') return { kind: 'none' }
  if (choice?.type === 'any') return { kind: 'required' }
  const name = choice?.type === 'tool' ? readText(choice, 'name') : null
  return name === null ? { kind: 'auto' } : { kind: 'named', name }
}

function readOutputFormat(body: JsonObject): OutputFormat {
  const format = readObject(readObject(body, 'output_config') ?? {}, 'format') ?? readObject(body, 'output_format')
  const schema = format === null ? null : readObject(format, 'schema')
  return schema === null ? { kind: 'text' } : { kind: 'json_schema', schema }
}
