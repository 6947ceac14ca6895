/**
 * A provider as a data row. The row holds JSON values only: what a protocol needs to know about this provider and
 * nothing it could run. Every quirk is optional in the file and has the protocol's plain behaviour as its default, so
 * a provider that follows its protocol to the letter is a short row. Keys that are not listed here are refused.
 * Secrets never sit in a row: `keyEnv` is the name of the variable that holds the key.
 */
import { ERROR_TABLE, type ErrorCode } from '@turnpike/contracts/errors/error-table'
import { z } from 'zod'

const slugSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens')

export const protocolSchema = z.enum(['openai-chat', 'anthropic-messages'])
export type Protocol = z.infer<typeof protocolSchema>

const authSchema = z.discriminatedUnion('kind', [
  /** `Authorization: Bearer <key>` */
  z.strictObject({ kind: z.literal('bearer') }),
  /** `<header>: <key>` */
  z.strictObject({ kind: z.literal('header'), header: z.string().min(1) }),
  /** `?<parameter>=<key>` */
  z.strictObject({ kind: z.literal('query'), parameter: z.string().min(1) }),
])

const requestQuirksSchema = z.strictObject({
  /** Chat-completions name → the provider's name. Applied after `paramDrop`. */
  paramRename: z.record(z.string(), z.string()).default({}),
  /** Chat-completions names that the provider rejects, and that are left out without a word. */
  paramDrop: z.array(z.string()).default([]),
  /** Set when the client did not set them. */
  paramDefault: z.record(z.string(), z.json()).default({}),
  /** Role in our messages → role that the provider knows. */
  roleMap: z
    .partialRecord(z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']), z.string())
    .default({}),
  /** Text parts are joined to one string, because the provider rejects content lists. */
  contentAsString: z.boolean().default(false),
  maxTokensField: z.enum(['max_tokens', 'max_completion_tokens']).default('max_tokens'),
  /** How the wish to reason is told; `none` when the provider has no such parameter. */
  reasoningField: z
    .enum(['reasoning_effort', 'reasoning', 'enable_thinking', 'thinking', 'none'])
    .default('reasoning_effort'),
})

const streamQuirksSchema = z.strictObject({
  /** Whether `stream_options: { include_usage: true }` is sent. */
  includeUsage: z.boolean().default(true),
  /** Where usage sits: a last chunk without choices, the chunk that carries the finish reason, or every chunk. */
  usagePlacement: z.enum(['last-chunk', 'finish-chunk', 'every-chunk']).default('last-chunk'),
  /** Whether the stream ends with `data: [DONE]`; without it, a finish reason ends the answer. */
  sendsDone: z.boolean().default(true),
})

const usagePathSchema = z.array(z.string()).default([])

const errorCodeSchema = z.enum(Object.keys(ERROR_TABLE) as [ErrorCode, ...ErrorCode[]])

const responseMappingSchema = z.strictObject({
  /** Dotted paths into the answer, tried before the protocol's own places. */
  usagePaths: z
    .strictObject({
      inputTokens: usagePathSchema,
      outputTokens: usagePathSchema,
      reasoningTokens: usagePathSchema,
      cachedInputTokens: usagePathSchema,
      cacheWriteTokens: usagePathSchema,
    })
    .prefault({}),
  /** The provider counts reasoning apart from its completion tokens, so the two are added up. */
  outputExcludesReasoning: z.boolean().default(false),
  /** Fields of a message or delta that carry reasoning text; the first one present counts. */
  reasoningFields: z.array(z.string()).default(['reasoning_content', 'reasoning']),
  /** Words of this provider beside those of its protocol. */
  finishReasonMap: z
    .record(z.string(), z.enum(['stop', 'length', 'tool_calls', 'content_filter', 'error']))
    .default({}),
  /** Dotted path of an error's message, when it is not where the protocol puts it. */
  errorMessagePath: z.string().nullable().default(null),
  /** The provider's error code or type → our error code. Wins over the HTTP status. */
  errorCodeMap: z.record(z.string(), errorCodeSchema).default({}),
})

/** `null` is "not known" and is treated as the worse answer wherever a client or a workspace cares. */
const policySchema = z.strictObject({
  /** Closing the connection stops the generation. */
  canCancel: z.boolean(),
  /** What would have come after a cancel is billed all the same. */
  billsAfterCancel: z.boolean(),
  trainsOnPrompts: z.boolean().nullable(),
  retainsPromptsDays: z.int().nonnegative().nullable(),
  /** Zero data retention. */
  zdr: z.boolean(),
  /** Where the models run, as ISO country codes or `eu`; empty when not known. */
  regions: z.array(z.string().regex(/^[a-z]{2}$/)),
  headquarters: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
})

const linksSchema = z.strictObject({ docs: z.url().nullable().default(null), status: z.url().nullable().default(null) })

export const providerRowSchema = z.strictObject({
  id: slugSchema,
  name: z.string().min(1),
  protocol: protocolSchema,
  /** The protocol appends its own path: `/chat/completions`, `/messages`. */
  baseUrl: z.url({ protocol: /^https$/ }).refine((url) => !url.endsWith('/'), 'a base URL does not end with a slash'),
  auth: authSchema,
  keyEnv: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  fixedHeaders: z.record(z.string(), z.string()).default({}),
  request: requestQuirksSchema.prefault({}),
  stream: streamQuirksSchema.prefault({}),
  response: responseMappingSchema.prefault({}),
  policy: policySchema,
  timeouts: z
    .strictObject({
      /** How long the first byte of the answer's body may take. */
      firstByteMs: z.int().positive().default(60_000),
      /** How long a stream may be silent, comments counted as life. */
      idleMs: z.int().positive().default(60_000),
    })
    .prefault({}),
  links: linksSchema.prefault({}),
})

/** A row with every default filled in. */
export type ProviderRow = z.infer<typeof providerRowSchema>
