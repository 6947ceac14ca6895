import { z } from 'zod'
import { chatMessageSchema, toolSchema } from './chat-message.ts'
import { providerPreferencesSchema } from './provider-preferences.ts'

const metadataSchema = z
  .record(z.string().max(64), z.string().max(512))
  .refine((pairs) => Object.keys(pairs).length <= 16, 'metadata takes at most 16 pairs')

/** `POST /api/v1/chat/completions`: lenient, because unknown fields are passed on to the provider. */
export const chatCompletionRequestSchema = z.looseObject({
  model: z.string().min(1).optional(),
  models: z.array(z.string().min(1)).max(10).optional(),
  messages: z.array(chatMessageSchema).min(1, 'messages must hold at least one message'),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  n: z.int().min(1).max(16).nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(16)]).nullish(),
  tools: z.array(toolSchema).nullish(),
  tool_choice: z.union([z.string(), z.looseObject({ type: z.string() })]).nullish(),
  response_format: z.looseObject({ type: z.string() }).nullish(),
  provider: providerPreferencesSchema.nullish(),
  user: z.string().max(512).nullish(),
  session_id: z.string().max(256).nullish(),
  metadata: metadataSchema.nullish(),
})
export type ChatCompletionRequest = z.infer<typeof chatCompletionRequestSchema>
