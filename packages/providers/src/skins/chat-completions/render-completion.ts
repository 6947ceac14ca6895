/** Canonical events → the body of an answer that is not streamed. */
import type { Failure } from '@turnpike/contracts/errors/failure'
import type { CanonicalEvent, FinishReason } from '@turnpike/contracts/inference/canonical-event'
import type { JsonObject } from '@turnpike/kernel/json'
import type { AnswerHeader } from './answer-header.ts'
import { appendDetails, detailsOf } from './reasoning-details.ts'
import { renderErrorObject } from './render-error.ts'
import type { UsageJson } from './render-usage.ts'

type CollectedCall = { id: string; name: string; argumentTexts: string[] }

type CollectedChoice = {
  contentTexts: string[]
  refusalTexts: string[]
  reasoningTexts: string[]
  reasoningDetails: JsonObject[]
  calls: CollectedCall[]
  annotations: JsonObject[]
  logprobs: JsonObject | null
  reason: FinishReason | null
  nativeReason: string | null
}

export type CollectedAnswer = { systemFingerprint: string | null; choices: ReadonlyMap<number, CollectedChoice> }

export type CompletionCollector = { accept: (event: CanonicalEvent) => void; collected: () => CollectedAnswer }

export function createCompletionCollector(): CompletionCollector {
  const choices = new Map<number, CollectedChoice>()
  let systemFingerprint: string | null = null
  const at = (choice: number): CollectedChoice => {
    const known = choices.get(choice) ?? emptyChoice()
    choices.set(choice, known)
    return known
  }
  return {
    accept: (event) => {
      if (event.type === 'start') systemFingerprint = event.systemFingerprint
      if ('choice' in event) collect(at(event.choice), event)
    },
    collected: () => ({ systemFingerprint, choices }),
  }
}

const emptyChoice = (): CollectedChoice => ({
  contentTexts: [],
  refusalTexts: [],
  reasoningTexts: [],
  reasoningDetails: [],
  calls: [],
  annotations: [],
  logprobs: null,
  reason: null,
  nativeReason: null,
})

type ChoiceEvent = Extract<CanonicalEvent, { choice: number }>
type Collectors = {
  [Type in ChoiceEvent['type']]: (choice: CollectedChoice, event: Extract<ChoiceEvent, { type: Type }>) => void
}

const COLLECTORS: Collectors = {
  content: (choice, event) => choice.contentTexts.push(event.text),
  refusal: (choice, event) => choice.refusalTexts.push(event.text),
  reasoning: (choice, event) => {
    choice.reasoningTexts.push(event.text)
    choice.reasoningDetails = appendDetails(choice.reasoningDetails, detailsOf(event.text, event.details))
  },
  'tool-call': (choice, { index, id, name }) => {
    choice.calls[index] = { id, name, argumentTexts: [] }
  },
  'tool-call-arguments': (choice, { index, text }) => choice.calls[index]?.argumentTexts.push(text),
  annotations: (choice, event) => choice.annotations.push(...event.annotations),
  logprobs: (choice, event) => {
    choice.logprobs = appendLogprobs(choice.logprobs, event.logprobs)
  },
  finish: (choice, event) => {
    choice.reason = event.reason
    choice.nativeReason = event.nativeReason
  },
}

function collect<Type extends ChoiceEvent['type']>(
  choice: CollectedChoice,
  event: Extract<ChoiceEvent, { type: Type }>,
): void {
  const collector: Collectors[Type] = COLLECTORS[event.type as Type]
  collector(choice, event)
}

/** Lists of tokens follow one another. */
function appendLogprobs(known: JsonObject | null, more: JsonObject): JsonObject {
  if (known === null) return more
  const names = new Set([...Object.keys(known), ...Object.keys(more)])
  return Object.fromEntries(
    [...names].map((name) => {
      const [first, second] = [known[name] ?? null, more[name] ?? null]
      return [name, Array.isArray(first) && Array.isArray(second) ? [...first, ...second] : (second ?? first)]
    }),
  )
}

/**
 * `usage` is `null` when nothing was charged. With a failure the first choice carries the error and what came before
 * it; a failure before anything came is no completion and has its own status.
 */
export function renderCompletion(
  answer: CollectedAnswer,
  header: AnswerHeader,
  usage: UsageJson | null,
  failure?: Failure,
): JsonObject {
  const choices = answer.choices.size === 0 ? new Map([[0, emptyChoice()]]) : answer.choices
  const sorted = [...choices].sort(([first], [second]) => first - second)
  return {
    id: header.id,
    object: 'chat.completion',
    created: header.createdSeconds,
    model: header.model,
    provider: header.provider,
    system_fingerprint: answer.systemFingerprint,
    choices: sorted.map(([index, choice]) => renderChoice(index, choice, header, index === 0 ? failure : undefined)),
    ...(usage === null ? {} : { usage }),
  }
}

function renderChoice(
  index: number,
  choice: CollectedChoice,
  header: AnswerHeader,
  failure: Failure | undefined,
): JsonObject {
  const reason = choice.reason ?? (choice.calls.length > 0 ? 'tool_calls' : 'stop')
  return {
    index,
    finish_reason: failure ? 'error' : reason,
    native_finish_reason: choice.nativeReason,
    message: renderMessage(choice, header),
    logprobs: choice.logprobs,
    ...(failure ? { error: renderErrorObject(failure) } : {}),
  }
}

/** `content` is `null` where something else was said in its place, and "" where nothing was said at all. */
function renderMessage(choice: CollectedChoice, header: AnswerHeader): JsonObject {
  const saidOtherwise = choice.calls.length > 0 || choice.refusalTexts.length > 0
  const calls = choice.calls.map(({ id, name, argumentTexts }) => ({
    id,
    type: 'function',
    function: { name, arguments: argumentTexts.join('') },
  }))
  const showsReasoning = header.includeReasoning !== false && choice.reasoningDetails.length > 0
  return {
    role: 'assistant',
    content: choice.contentTexts.length === 0 && saidOtherwise ? null : choice.contentTexts.join(''),
    refusal: choice.refusalTexts.length === 0 ? null : choice.refusalTexts.join(''),
    ...(showsReasoning
      ? { reasoning: choice.reasoningTexts.join(''), reasoning_details: choice.reasoningDetails }
      : { reasoning: null }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(choice.annotations.length === 0 ? {} : { annotations: choice.annotations }),
  }
}
