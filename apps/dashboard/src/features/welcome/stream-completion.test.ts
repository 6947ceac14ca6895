import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { CompletionError, streamCompletion } from './stream-completion.ts'

let server: Server | undefined
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))))

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener)
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/api/v1`
}

async function collect(baseUrl: string) {
  const call = { baseUrl, apiKey: 'sk', model: 'free', prompt: 'Hello', signal: AbortSignal.timeout(5_000) }
  const pieces: string[] = []
  try {
    for await (const piece of streamCompletion(call)) pieces.push(piece)
    return { pieces, error: null }
  } catch (error) {
    return { pieces, error: error as CompletionError }
  }
}

const chunk = (content: string) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`

it('gives the answer piece by piece, past comments and chunks without text', async () => {
  const baseUrl = await serve((request, response) => {
    expect(request.headers.authorization).toBe('Bearer sk')
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(`: still here\n\n${chunk('Hel')}${chunk('lo')}data: {"choices":[],"usage":{}}\n\ndata: [DONE]\n\n`)
  })
  expect(await collect(baseUrl)).toEqual({ pieces: ['Hel', 'lo'], error: null })
})

it('a refusal carries its status and its own words', async () => {
  const baseUrl = await serve((_request, response) => {
    response.writeHead(402, { 'content-type': 'application/json' })
    response.end('{"error":{"code":402,"message":"There is not enough credit."}}')
  })
  expect((await collect(baseUrl)).error).toMatchObject({ status: 402, message: 'There is not enough credit.' })
})

it('an answer that breaks off keeps what came, and says why it ended', async () => {
  const baseUrl = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(`${chunk('Hel')}data: {"error":{"code":502,"message":"The provider broke off."},"choices":[]}\n\n`)
  })
  const { pieces, error } = await collect(baseUrl)
  expect(pieces).toEqual(['Hel'])
  expect(error).toBeInstanceOf(CompletionError)
  expect(error?.message).toBe('The provider broke off.')
})

it('an endpoint that cannot be reached is named', async () => {
  const { error } = await collect('http://127.0.0.1:9/api/v1')
  expect(error?.message).toBe('127.0.0.1:9 could not be reached from this browser.')
})
