/** The data of every server-sent event of an answer, comments left out. `[DONE]` stays as it is. */
export async function readStream(answer: Response): Promise<string[]> {
  const text = await answer.text()
  return text
    .split('\n\n')
    .filter((event) => event.startsWith('data: '))
    .map((event) => event.slice('data: '.length))
}

type Chunk = {
  id: string
  model: string
  provider: string
  error?: { code: number; message: string; metadata?: { error_type?: string } }
  choices: { delta: { content?: string }; finish_reason: string | null }[]
  usage?: { prompt_tokens: number; completion_tokens: number; cost: number }
}

export const parseChunks = (events: string[]): Chunk[] =>
  events.filter((event) => event !== '[DONE]').map((event) => JSON.parse(event) as Chunk)

export const textOf = (chunks: Chunk[]): string => chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')
