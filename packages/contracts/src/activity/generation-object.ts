import { z } from 'zod'
import { generationDetailSchema } from './generation-detail.ts'

/** `GET /api/v1/generation?id=`: everything kept of one request, without its content. */
export const generationObjectSchema = z.object({
  data: z.object({
    id: z.string(),
    upstream_id: z.string().nullable(),
    created_at: z.string(),
    api_type: z.string(),
    model: z.string(),
    requested_model: z.string(),
    provider_name: z.string().nullable(),
    streamed: z.boolean(),
    cancelled: z.boolean(),
    finish_reason: z.string().nullable(),
    native_finish_reason: z.string().nullable(),
    latency: z.int().nullable(),
    generation_time: z.int().nullable(),
    tokens_prompt: z.int().nullable(),
    tokens_completion: z.int().nullable(),
    native_tokens_prompt: z.int().nullable(),
    native_tokens_completion: z.int().nullable(),
    native_tokens_reasoning: z.int().nullable(),
    native_tokens_cached: z.int().nullable(),
    usage: z.number(),
    total_cost: z.number(),
    is_byok: z.boolean(),
    origin: z.string(),
    http_referer: z.string().nullable(),
    user_agent: z.string().nullable(),
    external_user: z.string().nullable(),
    session_id: z.string().nullable(),
    workspace_id: z.string(),
    provider_responses: z.array(
      z.object({
        provider_name: z.string(),
        endpoint_id: z.string(),
        status: z.int().nullable(),
        latency: z.number(),
        is_byok: z.boolean(),
      }),
    ),
    turnpike: z.object({
      status: z.int(),
      outcome: z.string(),
      error_code: z.string().nullable(),
      cost_usd: z.string(),
      held_usd: z.string(),
      usage_source: z.string().nullable(),
      detail: generationDetailSchema,
    }),
  }),
})
export type GenerationObject = z.infer<typeof generationObjectSchema>
