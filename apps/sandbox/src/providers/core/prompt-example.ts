/** A prompt for tests, with everything at its plainest. */
import type { SimulatedPrompt, Turn } from './simulated-prompt.ts'

export const exampleTurn = (text: string, changes: Partial<Turn> = {}): Turn => ({
  role: 'user',
  text,
  mediaCount: 0,
  toolName: null,
  cacheMark: null,
  ...changes,
})

export const examplePrompt = (text: string, changes: Partial<SimulatedPrompt> = {}): SimulatedPrompt => ({
  provider: 'groq',
  model: 'llama-3.3-70b',
  turns: [exampleTurn(text)],
  tools: [],
  toolsCacheMark: null,
  toolChoice: { kind: 'auto' },
  parallelToolCalls: true,
  outputFormat: { kind: 'text' },
  maxTokens: null,
  stopSequences: [],
  choiceCount: 1,
  seed: 0,
  reasons: false,
  stream: false,
  includeUsage: true,
  caching: 'automatic',
  ...changes,
})

export const weatherTool = {
  name: 'get_weather',
  description: 'Get the current weather',
  parameters: { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] },
}
