import { z } from 'zod'

const quantizations = [
  'int4',
  'int8',
  'fp4',
  'mxfp4',
  'nvfp4',
  'fp6',
  'fp8',
  'mxfp8',
  'fp16',
  'bf16',
  'fp32',
  'unknown',
] as const
export const quantizationSchema = z.enum(quantizations)
export type Quantization = z.infer<typeof quantizationSchema>

export const sortSchema = z.enum(['price', 'throughput', 'latency', 'exacto'])

/** A number bounds the median; an object bounds each percentile named. */
const percentileBoundSchema = z.union([
  z.number().positive(),
  z.object({
    p50: z.number().positive().optional(),
    p75: z.number().positive().optional(),
    p90: z.number().positive().optional(),
    p99: z.number().positive().optional(),
  }),
])

/** US dollars as a number or a decimal string; per million tokens for prompt and completion, per unit otherwise. */
const maximumPriceSchema = z.union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?$/)])

/** The `provider` object of a request: who may serve it, in which order, at which price. */
export const providerPreferencesSchema = z.object({
  order: z.array(z.string()).optional(),
  allow_fallbacks: z.boolean().optional(),
  require_parameters: z.boolean().optional(),
  data_collection: z.enum(['allow', 'deny']).optional(),
  zdr: z.boolean().optional(),
  enforce_distillable_text: z.boolean().optional(),
  only: z.array(z.string()).optional(),
  ignore: z.array(z.string()).optional(),
  quantizations: z.array(quantizationSchema).optional(),
  sort: z.union([sortSchema, z.object({ by: sortSchema, partition: z.enum(['model', 'none']).optional() })]).nullish(),
  preferred_min_throughput: percentileBoundSchema.nullish(),
  preferred_max_latency: percentileBoundSchema.nullish(),
  max_price: z
    .object({
      prompt: maximumPriceSchema.optional(),
      completion: maximumPriceSchema.optional(),
      request: maximumPriceSchema.optional(),
      image: maximumPriceSchema.optional(),
      audio: maximumPriceSchema.optional(),
    })
    .optional(),
})
export type ProviderPreferences = z.infer<typeof providerPreferencesSchema>
