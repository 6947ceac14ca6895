/** Token counts for when a provider reports none. */
import type { Model } from '@turnpike/catalog/core/catalog'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { estimateTokens } from '@turnpike/providers/tokens/estimate-tokens'

/** What a chat template adds around each message. */
const TOKENS_AROUND_A_MESSAGE = 4

export const estimateOutputTokens = (text: string, model: Model): number => estimateTokens(text, model.tokenizer)

export function estimateInputTokens(request: InferenceRequest, model: Model): number {
  const texts = request.messages.map((message) => textOf(message.content))
  const tools = request.tools.length === 0 ? '' : JSON.stringify(request.tools)
  return (
    estimateTokens([...texts, tools].join('\n'), model.tokenizer) + request.messages.length * TOKENS_AROUND_A_MESSAGE
  )
}

function textOf(content: InferenceRequest['messages'][number]['content']): string {
  if (typeof content === 'string') return content
  return (content ?? []).map((part) => (typeof part.text === 'string' ? part.text : '')).join('\n')
}
