import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'

export const makeRequest = (more: Partial<InferenceRequest> = {}): InferenceRequest => ({
  apiType: 'chat_completions',
  models: ['author/model'],
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
