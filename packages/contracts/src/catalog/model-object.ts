import { z } from 'zod'

/** US dollars per single unit (token, image, request) as a decimal string: the API's edge format. */
export const unitPriceSchema = z.string().regex(/^\d+(\.\d+)?$/)

export const pricingSchema = z.object({
  prompt: unitPriceSchema,
  completion: unitPriceSchema,
  request: unitPriceSchema,
  image: unitPriceSchema,
  input_cache_read: unitPriceSchema.optional(),
  input_cache_write: unitPriceSchema.optional(),
})
export type Pricing = z.infer<typeof pricingSchema>

/** One entry of `GET /api/v1/models`. Prices are those of the cheapest endpoint that can be called now. */
export const modelObjectSchema = z.object({
  id: z.string(),
  canonical_slug: z.string(),
  name: z.string(),
  created: z.int(),
  description: z.string(),
  hugging_face_id: z.string().nullable(),
  context_length: z.int(),
  architecture: z.object({
    modality: z.string(),
    input_modalities: z.array(z.string()),
    output_modalities: z.array(z.string()),
    tokenizer: z.string(),
    instruct_type: z.string().nullable(),
  }),
  pricing: pricingSchema,
  top_provider: z.object({
    context_length: z.int().nullable(),
    max_completion_tokens: z.int().nullable(),
    is_moderated: z.boolean(),
  }),
  per_request_limits: z.null(),
  supported_parameters: z.array(z.string()),
  default_parameters: z.null(),
  expiration_date: z.string().nullable(),
  /** Who serves it; names end in "(simulated)" where no real provider is behind. */
  turnpike: z.object({ providers: z.array(z.string()) }),
})
export type ModelObject = z.infer<typeof modelObjectSchema>

export const modelListSchema = z.object({ data: z.array(modelObjectSchema) })
