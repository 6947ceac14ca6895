import type { InferenceRequest } from '../inference/inference-request.ts'

/** A request for tests, with everything a test does not speak of at a harmless value. */
export const sampleRequest = (more: Partial<InferenceRequest> = {}): InferenceRequest => ({
  apiType: 'chat_completions',
  models: ['lab/one'],
  messages: [{ role: 'user', content: 'Hello' }],
  stream: false,
  maxOutputTokens: null,
  choices: 1,
  tools: [],
  toolChoice: null,
  responseFormat: null,
  parameters: {},
  provider: {},
  endUser: null,
  sessionId: null,
  metadata: {},
  bodyBytes: 100,
  ...more,
})
