/**
 * Canonical events → chunks of a streamed chat completion, each a complete server-sent event.
 *
 * - The first delta of a choice carries the role; every choice ends with a finish reason, given or made up at `end`.
 * - Usage comes once, in a chunk without choices; an error in band is a chunk that OpenAI clients also understand.
 */
import type { Failure } from '@turnpike/contracts/errors/failure'
import type { CanonicalEvent, FinishReason } from '@turnpike/contracts/inference/canonical-event'
import type { Json, JsonObject } from '@turnpike/kernel/json'
import type { AnswerHeader } from './answer-header.ts'
import { detailsOf } from './reasoning-details.ts'
import { renderErrorObject } from './render-error.ts'
import type { UsageJson } from './render-usage.ts'

export type ChunkRenderer = {
  /** None, one or more server-sent events, blank line included. */
  render: (event: CanonicalEvent) => string[]
  usage: (usage: UsageJson) => string
  error: (failure: Failure) => string
  done: () => string
}

type ChoiceProgress = { hasCalls: boolean; finished: boolean }

type Renderers = {
  [Type in CanonicalEvent['type']]: (event: Extract<CanonicalEvent, { type: Type }>) => string[]
}

export function createChunkRenderer(header: AnswerHeader): ChunkRenderer {
  const choices = new Map<number, ChoiceProgress>()
  let systemFingerprint: string | null = null

  const envelope = (more: JsonObject): string =>
    toServerSentEvent({
      id: header.id,
      object: 'chat.completion.chunk',
      created: header.createdSeconds,
      model: header.model,
      provider: header.provider,
      system_fingerprint: systemFingerprint,
      ...more,
    })
  const begin = (choice: number): JsonObject => {
    if (choices.has(choice)) return {}
    choices.set(choice, { hasCalls: false, finished: false })
    return { role: 'assistant', content: '' }
  }
  const delta = (choice: number, fields: JsonObject, logprobs: Json = null): string =>
    envelope({ choices: [toChoice(choice, { ...begin(choice), ...fields }, null, null, logprobs)] })
  const finish = (choice: number, reason: FinishReason, nativeReason: string | null): string => {
    const opening = begin(choice)
    choices.set(choice, { hasCalls: choices.get(choice)?.hasCalls ?? false, finished: true })
    return envelope({ choices: [toChoice(choice, opening, reason, nativeReason, null)] })
  }
  const callDelta = (choice: number, call: JsonObject): string => {
    const fields = { ...begin(choice), tool_calls: [call] }
    choices.set(choice, { finished: choices.get(choice)?.finished ?? false, hasCalls: true })
    return envelope({ choices: [toChoice(choice, fields, null, null, null)] })
  }

  const renderers: Renderers = {
    start: (event) => {
      systemFingerprint = event.systemFingerprint
      return []
    },
    content: (event) => [delta(event.choice, { content: event.text })],
    refusal: (event) => [delta(event.choice, { refusal: event.text })],
    reasoning: (event) => {
      if (header.includeReasoning === false) return []
      const details = detailsOf(event.text, event.details)
      return [delta(event.choice, { content: '', reasoning: event.text, reasoning_details: details })]
    },
    'tool-call': ({ choice, index, id, name }) => [
      callDelta(choice, { index, id, type: 'function', function: { name, arguments: '' } }),
    ],
    'tool-call-arguments': ({ choice, index, text }) => [callDelta(choice, { index, function: { arguments: text } })],
    annotations: (event) => [delta(event.choice, { annotations: event.annotations })],
    logprobs: (event) => [delta(event.choice, {}, event.logprobs)],
    finish: (event) => [finish(event.choice, event.reason, event.nativeReason)],
    usage: () => [],
    error: () => [],
    end: () => {
      if (choices.size === 0) return [finish(0, 'stop', null)]
      const open = [...choices].filter(([, progress]) => !progress.finished)
      return open.map(([choice, progress]) => finish(choice, progress.hasCalls ? 'tool_calls' : 'stop', null))
    },
  }

  return {
    render: (event) => dispatch(renderers, event),
    usage: (usage) => envelope({ choices: [], usage }),
    error: (failure) =>
      envelope({
        error: renderErrorObject(failure),
        choices: [toChoice(0, { content: '' }, 'error', null, null)],
      }),
    done: () => 'data: [DONE]\n\n',
  }
}

function dispatch<Type extends CanonicalEvent['type']>(
  renderers: Renderers,
  event: Extract<CanonicalEvent, { type: Type }>,
): string[] {
  const renderer: Renderers[Type] = renderers[event.type as Type]
  return renderer(event)
}

const toChoice = (
  index: number,
  delta: JsonObject,
  finishReason: FinishReason | null,
  nativeFinishReason: string | null,
  logprobs: Json,
): JsonObject => ({
  index,
  delta,
  finish_reason: finishReason,
  native_finish_reason: nativeFinishReason,
  logprobs,
})

const toServerSentEvent = (chunk: JsonObject): string => `data: ${JSON.stringify(chunk)}\n\n`
