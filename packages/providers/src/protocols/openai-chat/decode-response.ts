/**
 * A whole chat completion → canonical events. It is read as a stream of one chunk, so that both ways of answering
 * cannot come to differ.
 */
import type { Provider } from '@turnpike/catalog/core/catalog'
import type { CanonicalEvent } from '@turnpike/contracts/inference/canonical-event'
import type { JsonObject } from '@turnpike/kernel/json'
import { ownError } from '../describe-failure.ts'
import { objectIn, objectsIn, parseJson } from '../json-reading.ts'
import { initialStreamState, stepJson, stepStream } from './decode-stream.ts'

const DONE = { event: null, data: '[DONE]' }

export function decodeResponse(bytes: Uint8Array, provider: Provider): CanonicalEvent[] {
  const json = parseJson(new TextDecoder().decode(bytes))
  const completion = objectIn(json)
  const chunk = completion ? asChunk(completion) : json
  const [state, events] = stepJson(initialStreamState(), chunk, false, provider)
  if (state.phase === 'over') return events
  if (state.choices.size === 0) {
    return [{ type: 'error', error: ownError('provider_invalid_response', 'the answer holds no choices') }]
  }
  const [, closing] = stepStream(state, DONE, provider)
  return [...events, ...closing]
}

/** The message is read as the only delta. Its calls have no index: their place in the list is it. */
function asChunk(completion: JsonObject): JsonObject {
  const choices = objectsIn(completion.choices).map((choice) => {
    const message = objectIn(choice.message) ?? {}
    const calls = objectsIn(message.tool_calls).map((call, index) => ({ ...call, index }))
    return { ...choice, delta: { ...message, tool_calls: calls } }
  })
  return { ...completion, choices }
}
