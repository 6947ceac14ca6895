/**
 * How simulated providers differ on the wire. Rows are data, quirks a closed list; a provider without a row behaves
 * like plain OpenAI. Facts come from recorded traffic of these providers, last compared in November 2026.
 */

export type ErrorShape =
  | 'openai'
  | 'no_param'
  | 'flat'
  | 'mistral'
  | 'error_string'
  | 'code_and_error'
  | 'numeric_code'
  | 'detail_error'
  | 'business_code'
  | 'object_error'

export type Quirk =
  | 'system_fingerprint'
  | 'service_tier'
  | 'obfuscation'
  | 'refusal_field'
  | 'annotations_field'
  | 'null_logprobs'
  | 'null_usage_until_last'
  | 'forced_tool_finishes_stop'
  | 'rejects_max_tokens_when_reasoning'
  | 'zero_token_details'
  | 'x_groq'
  | 'usage_timings'
  | 'time_info'
  | 'padding_p'
  | 'text_beside_delta'
  | 'role_in_every_delta'
  | 'keep_alive_comments'
  | 'native_finish_reason'
  | 'finish_with_last_content'
  | 'null_content_while_reasoning'
  | 'empty_content_at_finish'
  | 'reasoning_outside_completion'
  | 'cost_in_usd_ticks'
  | 'estimated_cost'
  | 'perf_metrics'
  | 'whole_message_so_far'
  | 'no_done'
  | 'blank_tool_ids_later'
  | 'empty_string_content_with_tools'
  | 'no_object_field'

export type Personality = {
  completionId: 'chatcmpl' | 'chatcmpl_uuid' | 'uuid' | 'hex' | 'together' | 'gen' | 'digits'
  errorShape: ErrorShape
  usagePlacement: 'own_chunk' | 'finish_chunk' | 'every_chunk'
  reasoningOutput: 'hidden' | 'reasoning_content' | 'reasoning' | 'think_tags' | 'thinking_parts'
  cachedTokens: 'details' | 'hit_and_miss' | 'top_level'
  toolArguments: 'fragments' | 'whole'
  toolCallId: 'call' | 'nine_characters' | 'functions_index'
  piecesPerDelta: number
  quirks: ReadonlySet<Quirk>
}

const plain: Personality = {
  completionId: 'chatcmpl',
  errorShape: 'openai',
  usagePlacement: 'own_chunk',
  reasoningOutput: 'reasoning_content',
  cachedTokens: 'details',
  toolArguments: 'fragments',
  toolCallId: 'call',
  piecesPerDelta: 1,
  quirks: new Set(['system_fingerprint', 'null_logprobs']),
}

const row = (changes: Partial<Omit<Personality, 'quirks'>>, quirks: readonly Quirk[]): Personality => ({
  ...plain,
  ...changes,
  quirks: new Set(quirks),
})

const openai = row({ reasoningOutput: 'hidden' }, [
  'system_fingerprint',
  'service_tier',
  'obfuscation',
  'refusal_field',
  'annotations_field',
  'null_logprobs',
  'null_usage_until_last',
  'forced_tool_finishes_stop',
  'rejects_max_tokens_when_reasoning',
  'zero_token_details',
])

const PERSONALITIES: ReadonlyMap<string, Personality> = new Map([
  ['openai', openai],
  ['azure', openai],
  [
    'groq',
    row(
      { completionId: 'chatcmpl_uuid', errorShape: 'no_param', reasoningOutput: 'reasoning', toolArguments: 'whole' },
      ['system_fingerprint', 'null_logprobs', 'x_groq', 'usage_timings'],
    ),
  ],
  [
    'deepseek',
    row({ completionId: 'uuid', usagePlacement: 'finish_chunk', cachedTokens: 'hit_and_miss' }, [
      'system_fingerprint',
      'null_logprobs',
      'null_usage_until_last',
      'null_content_while_reasoning',
      'empty_content_at_finish',
      'keep_alive_comments',
    ]),
  ],
  [
    'mistral',
    row(
      {
        completionId: 'hex',
        errorShape: 'mistral',
        usagePlacement: 'finish_chunk',
        reasoningOutput: 'thinking_parts',
        toolArguments: 'whole',
        toolCallId: 'nine_characters',
        piecesPerDelta: 3,
      },
      ['padding_p', 'finish_with_last_content', 'empty_string_content_with_tools'],
    ),
  ],
  [
    'together',
    row(
      {
        completionId: 'together',
        usagePlacement: 'finish_chunk',
        reasoningOutput: 'think_tags',
        cachedTokens: 'top_level',
      },
      ['null_logprobs', 'null_usage_until_last', 'text_beside_delta', 'role_in_every_delta', 'empty_content_at_finish'],
    ),
  ],
  [
    'fireworks',
    row({ completionId: 'uuid', errorShape: 'object_error', usagePlacement: 'finish_chunk', piecesPerDelta: 2 }, [
      'perf_metrics',
    ]),
  ],
  [
    'deepinfra',
    row({ errorShape: 'detail_error', usagePlacement: 'finish_chunk' }, ['null_logprobs', 'estimated_cost']),
  ],
  [
    'xai',
    row({ completionId: 'uuid', errorShape: 'code_and_error', toolArguments: 'whole' }, [
      'system_fingerprint',
      'reasoning_outside_completion',
      'cost_in_usd_ticks',
      'zero_token_details',
    ]),
  ],
  [
    'cerebras',
    row({ completionId: 'chatcmpl_uuid', errorShape: 'flat', reasoningOutput: 'reasoning', piecesPerDelta: 4 }, [
      'system_fingerprint',
      'time_info',
    ]),
  ],
  [
    'moonshotai',
    row({ usagePlacement: 'finish_chunk', cachedTokens: 'top_level', toolCallId: 'functions_index' }, [
      'finish_with_last_content',
      'no_object_field',
    ]),
  ],
  [
    'z-ai',
    row(
      {
        completionId: 'digits',
        errorShape: 'business_code',
        usagePlacement: 'finish_chunk',
        toolArguments: 'whole',
        piecesPerDelta: 4,
      },
      ['role_in_every_delta', 'empty_content_at_finish'],
    ),
  ],
  ['alibaba', row({ errorShape: 'openai' }, ['null_logprobs', 'null_usage_until_last', 'blank_tool_ids_later'])],
  [
    'openrouter',
    row(
      { completionId: 'gen', errorShape: 'numeric_code', usagePlacement: 'finish_chunk', reasoningOutput: 'reasoning' },
      ['keep_alive_comments', 'native_finish_reason', 'role_in_every_delta', 'empty_content_at_finish'],
    ),
  ],
  [
    'perplexity',
    row({ completionId: 'uuid', usagePlacement: 'every_chunk', reasoningOutput: 'think_tags', piecesPerDelta: 6 }, [
      'whole_message_so_far',
      'no_done',
    ]),
  ],
  ['venice', row({ errorShape: 'error_string' }, ['null_logprobs', 'null_usage_until_last', 'service_tier'])],
  ['hyperbolic', row({ usagePlacement: 'finish_chunk', reasoningOutput: 'think_tags' }, ['null_logprobs'])],
])

/** Other spellings under which the same company is known. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['azure-openai', 'azure'],
  ['moonshot', 'moonshotai'],
  ['moonshotai-cn', 'moonshotai'],
  ['togetherai', 'together'],
  ['fireworks-ai', 'fireworks'],
  ['x-ai', 'xai'],
  ['zai', 'z-ai'],
  ['zhipuai', 'z-ai'],
  ['alibaba-cn', 'alibaba'],
])

export const toPersonality = (provider: string): Personality =>
  PERSONALITIES.get(ALIASES.get(provider) ?? provider) ?? plain

export const knownPersonalities = (): readonly string[] => [...PERSONALITIES.keys()]
