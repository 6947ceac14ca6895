/**
 * A model as a data row, with the endpoints that serve it. `:free` variants are models of their own: they have their
 * own name, their own endpoints, and say that they are free.
 */
import { quantizationSchema } from '@turnpike/contracts/inference/provider-preferences'
import { z } from 'zod'
import { priceRowSchema } from './price-row.ts'

const MODEL_ID = /^[a-z0-9-]+\/[a-z0-9.-]+(:[a-z]+)?$/

/** Suffixes that name another way of routing the same model, so no model may be called by them. */
export const ROUTING_VARIANTS = ['nitro', 'floor', 'exacto'] as const
export type RoutingVariant = (typeof ROUTING_VARIANTS)[number]

export const modalitySchema = z.enum(['text', 'image', 'audio', 'file', 'video'])
export type Modality = z.infer<typeof modalitySchema>

const idSchema = z
  .string()
  .regex(MODEL_ID, 'a model id is author/slug, with a variant such as :free where it has one')
  .refine(
    (id) => !ROUTING_VARIANTS.some((variant) => id.endsWith(`:${variant}`)),
    `a model cannot be named after a routing variant (${ROUTING_VARIANTS.join(', ')})`,
  )

const abilitiesShape = {
  contextTokens: z.int().positive(),
  /** `null`: no limit of its own below the context. */
  maxOutputTokens: z.int().positive().nullable(),
  inputModalities: z.array(modalitySchema).min(1),
  outputModalities: z.array(modalitySchema).min(1),
  /** Request parameters under their chat-completions names. */
  supportedParameters: z.array(z.string()),
}

export const endpointRowSchema = z.strictObject({
  /** `provider/author/slug[:variant]`; written out so that an id found in a log is found in the rows. */
  id: z.string(),
  provider: z.string(),
  /** Tells several endpoints of one provider apart: `turbo`, `fp8`. */
  variant: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional(),
  /** The provider's own name of the model. */
  upstreamModel: z.string().min(1),
  ...abilitiesShape,
  quantization: quantizationSchema,
  /** By ascending `effectiveFrom`. Empty: the price is not known, and the endpoint is not routable. */
  prices: z.array(priceRowSchema).refine((prices) => isAscending(prices.map((price) => price.effectiveFrom)), {
    message: 'prices are listed by ascending effectiveFrom',
  }),
})
export type EndpointRow = z.infer<typeof endpointRowSchema>

const modelShape = {
  id: idSchema,
  name: z.string().min(1),
  releasedOn: z.iso.date(),
  ...abilitiesShape,
  tokenizer: z.string(),
  huggingFaceId: z.string().nullable(),
}

export const modelRowSchema = z
  .strictObject({
    ...modelShape,
    endpoints: z.array(endpointRowSchema).min(1),
  })
  .superRefine((model, context) => {
    for (const [index, endpoint] of model.endpoints.entries()) {
      const expected = endpointId(endpoint.provider, model.id, endpoint.variant)
      if (endpoint.id !== expected) {
        context.addIssue({ code: 'custom', path: ['endpoints', index, 'id'], message: `the id must be ${expected}` })
      }
    }
  })
export type ModelRow = z.infer<typeof modelRowSchema>

/** A model without its endpoints, as it stands in the catalogue and in the database. */
export const modelSchema = z.strictObject({ ...modelShape, author: z.string() })
export type Model = z.infer<typeof modelSchema>

/** An endpoint without its prices, as it stands in the catalogue and in the database. */
export const unpricedEndpointSchema = z.strictObject({
  id: z.string(),
  modelId: z.string(),
  providerId: z.string(),
  variant: z.string().nullable(),
  upstreamModel: z.string(),
  ...abilitiesShape,
  quantization: quantizationSchema,
})
export type UnpricedEndpoint = z.infer<typeof unpricedEndpointSchema>

/** `data/models/<author>.json`. */
export const modelFileSchema = z
  .strictObject({ author: z.string(), models: z.array(modelRowSchema).min(1) })
  .refine((file) => file.models.every((model) => model.id.startsWith(`${file.author}/`)), {
    message: 'every model of the file begins with its author',
  })

export const endpointId = (provider: string, modelId: string, variant: string | undefined): string =>
  variant === undefined ? `${provider}/${modelId}` : `${provider}/${modelId}:${variant}`

const isAscending = (dates: readonly string[]): boolean =>
  dates.every((date, index) => index === 0 || date > (dates[index - 1] ?? ''))
