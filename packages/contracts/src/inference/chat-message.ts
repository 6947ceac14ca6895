import { z } from 'zod'

/**
 * Messages in the shape of OpenAI's chat completions, which is also the shape the gateway keeps inside. Unknown
 * fields and unknown part types pass through untouched: a provider may know what we do not.
 */
export const contentPartSchema = z.looseObject({ type: z.string() })
export type ContentPart = z.infer<typeof contentPartSchema>

export const toolCallSchema = z.looseObject({
  id: z.string(),
  type: z.string().default('function'),
  function: z.looseObject({ name: z.string(), arguments: z.string() }).optional(),
})
export type ToolCall = z.infer<typeof toolCallSchema>

export const chatMessageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: z.union([z.string(), z.array(contentPartSchema)]).nullish(),
  name: z.string().optional(),
  tool_calls: z.array(toolCallSchema).nullish(),
  tool_call_id: z.string().optional(),
})
export type ChatMessage = z.infer<typeof chatMessageSchema>

export const toolSchema = z.looseObject({
  type: z.string(),
  function: z
    .looseObject({
      name: z.string(),
      description: z.string().optional(),
      parameters: z.record(z.string(), z.json()).optional(),
    })
    .optional(),
})
export type Tool = z.infer<typeof toolSchema>
