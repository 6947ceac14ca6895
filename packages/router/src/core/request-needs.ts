/** What a request asks of an endpoint, read from its messages and parameters. */
import type { Modality } from '@turnpike/catalog/core/model-row'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { isJsonObject } from '@turnpike/kernel/json'

export type RequestNeeds = {
  inputModalities: readonly Modality[]
  outputModalities: readonly Modality[]
  tools: boolean
  /** Parameters that were sent, under the names that endpoints list. */
  parameters: readonly string[]
}

const MODALITY_OF_PART: Record<string, Modality> = {
  image_url: 'image',
  input_image: 'image',
  input_audio: 'audio',
  file: 'file',
  input_file: 'file',
  video_url: 'video',
  input_video: 'video',
}

const OUTPUT_MODALITIES: readonly Modality[] = ['text', 'image', 'audio', 'file', 'video']

/** Another name of the same ability. */
const ABILITY_OF_PARAMETER: Record<string, string> = {
  max_completion_tokens: 'max_tokens',
  reasoning_effort: 'reasoning',
  parallel_tool_calls: 'tools',
}

/** Parameters that we act on ourselves, so no endpoint has to support them. */
const OUR_OWN = new Set([
  'stream',
  'stream_options',
  'usage',
  'user',
  'metadata',
  'modalities',
  'route',
  'session_id',
  'trace',
])

export const readRequestNeeds = (request: InferenceRequest): RequestNeeds => ({
  inputModalities: readInputModalities(request),
  outputModalities: readOutputModalities(request),
  tools: request.tools.length > 0,
  parameters: readParameters(request),
})

function readInputModalities(request: InferenceRequest): Modality[] {
  const parts = request.messages.flatMap((message) => (Array.isArray(message.content) ? message.content : []))
  const modalities = parts.flatMap((part) => MODALITY_OF_PART[part.type] ?? [])
  return [...new Set(modalities)]
}

function readOutputModalities(request: InferenceRequest): Modality[] {
  const asked = request.parameters.modalities
  if (!Array.isArray(asked)) return []
  return OUTPUT_MODALITIES.filter((modality) => asked.includes(modality))
}

function readParameters(request: InferenceRequest): string[] {
  const sent = Object.entries(request.parameters)
    .filter(([name, value]) => value !== null && !OUR_OWN.has(name))
    .map(([name]) => ABILITY_OF_PARAMETER[name] ?? name)
  return [
    ...new Set([
      ...sent,
      ...(request.maxOutputTokens === null ? [] : ['max_tokens']),
      ...(request.tools.length > 0 ? ['tools'] : []),
      ...(request.toolChoice === null ? [] : ['tool_choice']),
      ...readResponseFormat(request),
    ]),
  ]
}

function readResponseFormat({ responseFormat }: InferenceRequest): string[] {
  if (!isJsonObject(responseFormat) || responseFormat.type === 'text') return []
  return responseFormat.type === 'json_schema' ? ['structured_outputs'] : ['response_format']
}
