/** Calls the public endpoint the way any program does, with the caller's own key, and gives the answer piece by piece. */
import { EventSourceParserStream } from 'eventsource-parser/stream'
import { z } from 'zod'

export type CompletionCall = {
  /** Ends in `/api/v1`. */
  baseUrl: string
  apiKey: string
  model: string
  prompt: string
  signal: AbortSignal
}

/** The endpoint refused or broke off. The message is its own. */
export class CompletionError extends Error {
  override readonly name = 'CompletionError'
  /** Null when the endpoint could not be reached or broke off. */
  readonly status: number | null

  constructor(status: number | null, message: string) {
    super(message)
    this.status = status
  }
}

const errorSchema = z.object({ error: z.object({ message: z.string() }) })
const chunkSchema = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).nullish() })).default([]),
})

/** Throws `CompletionError`; whatever came before stays valid. Ends early when the signal is aborted. */
export async function* streamCompletion(call: CompletionCall): AsyncGenerator<string> {
  const response = await ask(call)
  if (!response.ok || !response.body) throw new CompletionError(response.status, await readProblem(response))
  const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
  const reader = events.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (next.value.data === '[DONE]') return
      const text = readChunk(next.value.data)
      if (text !== '') yield text
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

async function ask({ baseUrl, apiKey, model, prompt, signal }: CompletionCall): Promise<Response> {
  try {
    return await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: prompt }] }),
      signal,
    })
  } catch (error) {
    if (signal.aborted) throw error
    throw new CompletionError(null, `${new URL(baseUrl).host} could not be reached from this browser.`)
  }
}

function readChunk(data: string): string {
  const parsed: unknown = JSON.parse(data)
  const failed = errorSchema.safeParse(parsed)
  if (failed.success) throw new CompletionError(null, failed.data.error.message)
  return chunkSchema.safeParse(parsed).data?.choices[0]?.delta?.content ?? ''
}

async function readProblem(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null)
  return errorSchema.safeParse(body).data?.error.message ?? `The endpoint answered ${response.status}.`
}
