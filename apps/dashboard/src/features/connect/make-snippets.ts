/** Working configuration for the tools people use. The same texts serve landing, Welcome and Connect. */
export type SnippetId = 'curl' | 'javascript' | 'python' | 'ai-sdk' | 'cline' | 'cursor'

export type SnippetText = { id: SnippetId; label: string; text: string }

export type SnippetInput = {
  /** Ends in `/api/v1`. */
  baseUrl: string
  /** The secret to copy, or what is shown instead of it. */
  apiKey: string
  model: string
}

type SnippetMaker = { id: SnippetId; label: string; make: (input: SnippetInput) => string }

const PROMPT = 'Say hello in five words.'

const MAKERS: readonly SnippetMaker[] = [
  {
    id: 'curl',
    label: 'curl',
    make: ({ baseUrl, apiKey, model }) => `curl ${baseUrl}/chat/completions \\
  -H "Authorization: Bearer ${apiKey}" \\
  -H "Content-Type: application/json" \\
  -d '{"model":"${model}","messages":[{"role":"user","content":"${PROMPT}"}]}'`,
  },
  {
    id: 'javascript',
    label: 'JavaScript',
    make: ({ baseUrl, apiKey, model }) => `import OpenAI from 'openai'

const client = new OpenAI({
  baseURL: '${baseUrl}',
  apiKey: '${apiKey}',
})

const completion = await client.chat.completions.create({
  model: '${model}',
  messages: [{ role: 'user', content: '${PROMPT}' }],
})
console.log(completion.choices[0].message.content)`,
  },
  {
    id: 'python',
    label: 'Python',
    make: ({ baseUrl, apiKey, model }) => `from openai import OpenAI

client = OpenAI(
    base_url="${baseUrl}",
    api_key="${apiKey}",
)

completion = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "${PROMPT}"}],
)
print(completion.choices[0].message.content)`,
  },
  {
    id: 'ai-sdk',
    label: 'AI SDK',
    make: ({ baseUrl, apiKey, model }) => `import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText } from 'ai'

const turnpike = createOpenAICompatible({
  name: 'turnpike',
  baseURL: '${baseUrl}',
  apiKey: '${apiKey}',
})

const { text } = await generateText({
  model: turnpike('${model}'),
  prompt: '${PROMPT}',
})
console.log(text)`,
  },
  {
    id: 'cline',
    label: 'Cline',
    make: ({ baseUrl, apiKey, model }) => `API Provider   OpenAI Compatible
Base URL       ${baseUrl}
API Key        ${apiKey}
Model ID       ${model}`,
  },
  {
    id: 'cursor',
    label: 'Cursor',
    make: ({ baseUrl, apiKey, model }) => `Settings → Models → API Keys
OpenAI API Key             ${apiKey}
Override OpenAI Base URL   ${baseUrl}
Add model                  ${model}`,
  },
]

export const makeSnippets = (input: SnippetInput): SnippetText[] =>
  MAKERS.map(({ id, label, make }) => ({ id, label, text: make(input) }))
