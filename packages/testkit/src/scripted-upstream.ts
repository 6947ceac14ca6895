/**
 * A provider at the true edge: an HTTP server that speaks OpenAI's chat format and does, for each provider id in its
 * path, what the test says. It remembers every call, so that a test can prove that none was made.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type UpstreamCall = {
  provider: string
  body: { model: string; stream?: boolean; max_tokens?: number; max_completion_tokens?: number }
  /** Resolves when the caller closed the connection before the answer was complete. */
  aborted: Promise<void>
}

/** What a provider does with a call. */
export type Behaviour = (call: UpstreamCall, response: ServerResponse) => void | Promise<void>

export type ScriptedUpstream = {
  /** Base URL under which `/<provider id>/…` is answered. */
  url: string
  calls: UpstreamCall[]
  script: (provider: string, behaviour: Behaviour) => void
  close: () => Promise<void>
}

export async function startScriptedUpstream(): Promise<ScriptedUpstream> {
  const behaviours = new Map<string, Behaviour>()
  const calls: UpstreamCall[] = []
  const server = createServer((request, response) => {
    void readJson(request).then(async (body) => {
      const provider = (request.url ?? '').split('/')[1] ?? ''
      const aborted = new Promise<void>((resolve) => {
        response.once('close', () => {
          if (!response.writableFinished) resolve()
        })
      })
      const call = { provider, body: body as UpstreamCall['body'], aborted }
      calls.push(call)
      await (behaviours.get(provider) ?? answer('ok'))(call, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    script: (provider, behaviour) => void behaviours.set(provider, behaviour),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

export type UsageCounts = { prompt_tokens: number; completion_tokens: number }

const USAGE: UsageCounts = { prompt_tokens: 10, completion_tokens: 5 }

const usageJson = (usage: UsageCounts) => ({ ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens })

/** A complete answer with usage, streamed word by word when the call asks for it. */
export const answer =
  (text: string, usage: UsageCounts = USAGE): Behaviour =>
  (call, response) => {
    if (!call.body.stream) {
      const choice = { index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }
      return sendJson(response, 200, {
        ...head(call),
        object: 'chat.completion',
        choices: [choice],
        usage: usageJson(usage),
      })
    }
    openStream(response)
    for (const word of text.split(/(?<= )/)) response.write(chunk(call, { content: word }))
    response.write(chunk(call, {}, 'stop'))
    response.write(frame({ ...head(call), object: 'chat.completion.chunk', choices: [], usage: usageJson(usage) }))
    response.end('data: [DONE]\n\n')
  }

/** An HTTP error in OpenAI's envelope. */
export const refuse =
  (status: number, message = 'scripted failure', headers: Record<string, string> = {}): Behaviour =>
  (_, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    sendJson(response, status, { error: { message, type: 'server_error', code: null } })
  }

/** Streams these words, then breaks the connection without an end. */
export const breakOffAfter =
  (...words: string[]): Behaviour =>
  (call, response) => {
    openStream(response)
    for (const word of words) response.write(chunk(call, { content: word }))
    setImmediate(() => response.destroy())
  }

/** Streams these words and then nothing, until the caller goes away. */
export const stallAfter =
  (...words: string[]): Behaviour =>
  (call, response) => {
    openStream(response)
    for (const word of words) response.write(chunk(call, { content: word }))
  }

const head = (call: UpstreamCall) => ({ id: 'chatcmpl-scripted', created: 1_790_000_000, model: call.body.model })

const frame = (body: unknown): string => `data: ${JSON.stringify(body)}\n\n`

const chunk = (call: UpstreamCall, delta: object, finishReason: string | null = null): string =>
  frame({
    ...head(call),
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  })

function openStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
