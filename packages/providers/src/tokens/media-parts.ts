/**
 * What a content part that is not text can cost at most, in tokens. Maxima over the models in the catalogue, so that
 * a hold covers any of them; the context of the endpoint bounds the sum.
 */
import type { ContentPart } from '@turnpike/contracts/inference/chat-message'
import { isJsonObject } from '@turnpike/kernel/json'

/** GPT-4o mini counts 2,833 tokens an image and 5,667 a tile, at most 8 tiles (OpenAI's vision page, 2026-08). */
const IMAGE_TOKENS = 2_833 + 8 * 5_667
const LOW_DETAIL_IMAGE_TOKENS = 2_833
/** Nothing bounds how much text a document unpacks to, so only the context does. */
const DOCUMENT_TOKENS = 10_000_000
/** At most 50 tokens a second (Gemini 32, OpenAI 10 to 20), and speech of one second is never below 750 bytes. */
const AUDIO_CHARACTERS_PER_TOKEN = 20
const AUDIO_LEAST_TOKENS = 200

const PART_TOKENS: Readonly<Record<string, (part: ContentPart) => number>> = {
  image_url: (part) =>
    isJsonObject(part.image_url) && part.image_url.detail === 'low' ? LOW_DETAIL_IMAGE_TOKENS : IMAGE_TOKENS,
  input_audio: (part) => {
    const data = isJsonObject(part.input_audio) ? part.input_audio.data : undefined
    return AUDIO_LEAST_TOKENS + Math.ceil((typeof data === 'string' ? data.length : 0) / AUDIO_CHARACTERS_PER_TOKEN)
  },
  file: () => DOCUMENT_TOKENS,
  video_url: () => DOCUMENT_TOKENS,
  input_video: () => DOCUMENT_TOKENS,
}

/** `null` for a part that is text, or that counts as the text of its JSON. */
export function mediaTokens(part: ContentPart): number | null {
  return Object.hasOwn(PART_TOKENS, part.type) ? (PART_TOKENS[part.type]?.(part) ?? null) : null
}
