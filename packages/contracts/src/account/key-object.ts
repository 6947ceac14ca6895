import { z } from 'zod'

export const limitResetSchema = z.enum(['daily', 'weekly', 'monthly'])

/** `GET /api/v1/key`: limits and usage of the calling key, US dollars as numbers. */
export const keyObjectSchema = z.object({
  data: z.object({
    label: z.string(),
    name: z.string(),
    limit: z.number().nullable(),
    limit_remaining: z.number().nullable(),
    limit_reset: limitResetSchema.nullable(),
    include_byok_in_limit: z.boolean(),
    usage: z.number(),
    usage_daily: z.number(),
    usage_weekly: z.number(),
    usage_monthly: z.number(),
    byok_usage: z.number(),
    byok_usage_daily: z.number(),
    byok_usage_weekly: z.number(),
    byok_usage_monthly: z.number(),
    is_free_tier: z.boolean(),
    is_management_key: z.boolean(),
    is_provisioning_key: z.boolean(),
    creator_user_id: z.string().nullable(),
    expires_at: z.string().nullable(),
    organization_id: z.string(),
    workspace_id: z.string(),
    rate_limit: z.object({ requests: z.number(), interval: z.string(), note: z.string() }),
    free_model_daily_requests: z.object({ used: z.int(), limit: z.int(), remaining: z.int() }),
  }),
})
export type KeyObject = z.infer<typeof keyObjectSchema>
