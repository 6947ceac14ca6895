import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { objectIn, textIn } from '../json-reading.ts'

/** Only functions: Anthropic's own tools run at prices that nobody has agreed to. */
export const encodeTools = (request: InferenceRequest): JsonObject[] =>
  request.tools.flatMap((tool): JsonObject[] => {
    if (tool.type !== 'function' || !tool.function) return []
    const { name, description, parameters, strict } = tool.function
    return [
      {
        name,
        ...(description === undefined ? {} : { description }),
        input_schema: { type: 'object', ...(parameters as JsonObject | undefined) },
        ...(strict === true ? { strict } : {}),
        ...(tool.cache_control ? { cache_control: tool.cache_control as Json } : {}),
      },
    ]
  })

const WORDS: Readonly<Record<string, string>> = { auto: 'auto', required: 'any', any: 'any', none: 'none' }

/** `null` leaves the choice to the model, which is also the protocol's default. */
export function encodeToolChoice(request: InferenceRequest): JsonObject | null {
  const choice = readChoice(request.toolChoice)
  const isSequential = request.parameters.parallel_tool_calls === false
  if (!isSequential) return choice
  const chosen = choice ?? { type: 'auto' }
  return chosen.type === 'none' ? chosen : { ...chosen, disable_parallel_tool_use: true }
}

function readChoice(choice: Json | null): JsonObject | null {
  if (typeof choice === 'string') return Object.hasOwn(WORDS, choice) ? { type: WORDS[choice] ?? 'auto' } : null
  const name = textIn(objectIn(objectIn(choice ?? undefined)?.function)?.name)
  return name === null ? null : { type: 'tool', name }
}

export const isForced = (choice: JsonObject | null): boolean => choice?.type === 'any' || choice?.type === 'tool'
