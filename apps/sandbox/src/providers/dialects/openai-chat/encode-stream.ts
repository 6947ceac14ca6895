/**
 * A chat completion as server-sent events. Guarantees: the first chunk of a choice has its role, the last one its
 * finish_reason; usage stands where the provider puts it; `[DONE]` ends the stream unless the provider sends none.
 */
import type { JsonObject } from '@turnpike/kernel/json'
import type { LimitedAnswer } from '../../core/answer.ts'
import type { Frame, Generation } from '../../core/generation.ts'
import { ALPHANUMERIC, textFrom } from '../../core/hash-text.ts'
import { type Personality, toPersonality } from '../../core/personalities.ts'
import { encodeEnvelope, encodeFinish } from './encode-answer.ts'
import { type Delta, encodeDeltas } from './encode-deltas.ts'
import { encodeGroqRequestId } from './encode-ids.ts'
import { encodeTimings, encodeUsage } from './encode-usage.ts'

export const DONE_FRAME = 'data: [DONE]\n\n'

const toFrame = (chunk: JsonObject, tokens: number): Frame => ({ text: `data: ${JSON.stringify(chunk)}\n\n`, tokens })

export function* encodeStream(generation: Generation): Generator<Frame> {
  const personality = toPersonality(generation.prompt.provider)
  const writer = new ChunkWriter(generation, personality)
  if (personality.quirks.has('keep_alive_comments')) yield { text: ': keep-alive\n\n', tokens: 0 }
  const streams = generation.choices.map((answer, index) => writer.choiceFrames(answer, index))
  yield* interleave(streams)
  yield* writer.usageFrames()
  if (!personality.quirks.has('no_done')) yield { text: DONE_FRAME, tokens: 0 }
}

/** Choices of one completion arrive mixed, one chunk of each in turn. */
function* interleave(streams: readonly Generator<Frame>[]): Generator<Frame> {
  let open = streams
  while (open.length > 0) {
    const turn = open.map((stream) => ({ stream, step: stream.next() }))
    for (const { step } of turn) if (step.done !== true) yield step.value
    open = turn.filter(({ step }) => step.done !== true).map(({ stream }) => stream)
  }
}

class ChunkWriter {
  readonly #generation: Generation
  readonly #personality: Personality
  readonly #envelope: JsonObject
  readonly #usage: JsonObject | null
  #chunks = 0

  constructor(generation: Generation, personality: Personality) {
    this.#generation = generation
    this.#personality = personality
    this.#envelope = encodeEnvelope(generation, personality, 'chat.completion.chunk')
    this.#usage = encodeUsage(generation, personality)
  }

  *choiceFrames(answer: LimitedAnswer, index: number): Generator<Frame> {
    const mergesFinish = this.#personality.quirks.has('finish_with_last_content')
    let said = ''
    let waiting: Delta | null = null
    for (const delta of encodeDeltas(this.#generation, this.#personality, answer, index)) {
      if (waiting !== null) yield this.#deltaFrame(waiting, index, said)
      said += delta.text
      waiting = delta
    }
    if (waiting !== null && !mergesFinish) yield this.#deltaFrame(waiting, index, said)
    yield this.#finishFrame(answer, index, mergesFinish ? waiting : null, said)
  }

  /** Usage in a chunk of its own, when asked for; twice when the provider lies that way. */
  *usageFrames(): Generator<Frame> {
    const own = this.#personality.usagePlacement === 'own_chunk' && this.#generation.prompt.includeUsage
    if (this.#usage === null) return
    const repeats = (own ? 1 : 0) + (this.#generation.usageReport === 'twice' ? 1 : 0)
    for (let index = 0; index < repeats; index++) yield this.#frame({ choices: [], usage: this.#usage }, 0)
  }

  #deltaFrame({ delta, tokens }: Delta, index: number, said: string): Frame {
    if (delta === null) return { text: '', tokens }
    const finish = { finish_reason: null, ...this.#nativeFinish(null) }
    const eachTime = this.#personality.usagePlacement === 'every_chunk' && this.#usage !== null
    const first = this.#chunks === 0 && this.#personality.quirks.has('x_groq')
    const extras: JsonObject = first ? { x_groq: { id: encodeGroqRequestId(this.#generation.nonce) } } : {}
    const usage: JsonObject = eachTime ? { usage: this.#usage } : {}
    return this.#frame({ choices: [this.#choice(index, delta, finish, said)], ...usage, ...extras }, tokens)
  }

  #finishFrame(answer: LimitedAnswer, index: number, last: Delta | null, said: string): Frame {
    const { quirks, usagePlacement } = this.#personality
    const empty: JsonObject = {
      ...(quirks.has('role_in_every_delta') ? { role: 'assistant' } : {}),
      ...(quirks.has('empty_content_at_finish') ? { content: '' } : {}),
      ...(quirks.has('null_content_while_reasoning') ? { reasoning_content: null } : {}),
    }
    const delta = last?.delta ?? empty
    const isLastChoice = index === this.#generation.choices.length - 1
    const carries = usagePlacement !== 'own_chunk' && isLastChoice && this.#usage !== null
    const finish = encodeFinish(this.#generation, this.#personality, answer)
    const chunk = {
      choices: [this.#choice(index, delta, finish, said)],
      ...(carries ? { usage: this.#usage } : {}),
      ...(isLastChoice ? this.#closingExtras() : {}),
    }
    return this.#frame(chunk, last?.tokens ?? 0)
  }

  #choice(index: number, delta: JsonObject, finish: JsonObject, said: string): JsonObject {
    const { quirks } = this.#personality
    const content = typeof delta.content === 'string' ? delta.content : ''
    return {
      index,
      ...(quirks.has('whole_message_so_far') ? { message: { role: 'assistant', content: said } } : {}),
      delta,
      ...(quirks.has('text_beside_delta') ? { text: content, seed: null } : {}),
      ...(quirks.has('null_logprobs') ? { logprobs: null } : {}),
      ...finish,
    }
  }

  #nativeFinish(reason: string | null): JsonObject {
    return this.#personality.quirks.has('native_finish_reason') ? { native_finish_reason: reason } : {}
  }

  #closingExtras(): JsonObject {
    const { quirks } = this.#personality
    const { nonce, profile } = this.#generation
    return {
      ...(quirks.has('x_groq') ? { x_groq: { id: encodeGroqRequestId(nonce), usage: this.#usage } } : {}),
      ...(quirks.has('time_info') ? { time_info: encodeTimings(this.#generation) } : {}),
      ...(quirks.has('perf_metrics')
        ? { perf_metrics: { 'server-time-to-first-token': profile.firstTokenMs / 1000 } }
        : {}),
    }
  }

  #frame(chunk: JsonObject, tokens: number): Frame {
    const { quirks, usagePlacement } = this.#personality
    const number = this.#chunks++
    const padding = textFrom(`${this.#generation.nonce}#${number}`, ALPHANUMERIC, 1 + (number % 12))
    const expected = usagePlacement !== 'own_chunk' || this.#generation.prompt.includeUsage
    const nullUsage = quirks.has('null_usage_until_last') && expected
    const withUsage = nullUsage && chunk.usage === undefined ? { ...chunk, usage: null } : chunk
    return toFrame(
      {
        ...this.#envelope,
        ...withUsage,
        ...(quirks.has('obfuscation') ? { obfuscation: padding } : {}),
        ...(quirks.has('padding_p') && number > 0 ? { p: padding } : {}),
      },
      tokens,
    )
  }
}
