import { expect, it, vi } from 'vitest'
import { openHintStream } from './hint-stream.ts'
import type { GenerationHint } from './listen-to-generations.ts'

const HINT: GenerationHint = { kind: 'recorded', generationId: 'gen-1', apiKeyId: 'key_1' }

function play({ lifeMs = 60_000, isFull = false } = {}) {
  const leave = new AbortController()
  const handlers: ((hint: GenerationHint) => void)[] = []
  const stop = vi.fn()
  const stream = openHintStream({
    listen: (handler) => {
      if (isFull) return null
      handlers.push(handler)
      return stop
    },
    signal: leave.signal,
    lifeMs,
  })
  return { stream, stop, leave, send: (hint: GenerationHint) => handlers[0]?.(hint) }
}

const textOf = async (stream: ReadableStream<Uint8Array> | null): Promise<string> => new Response(stream).text()

it('tells that it is open, then each hint, and ends when the browser leaves', async () => {
  const { stream, stop, leave, send } = play()
  send(HINT)
  leave.abort()
  expect(await textOf(stream)).toBe(
    `retry: 1000\nevent: open\ndata: {}\n\nevent: recorded\ndata: ${JSON.stringify(HINT)}\n\n`,
  )
  expect(stop).toHaveBeenCalledOnce()
})

it('has a bounded life: the session is checked again when the browser comes back', async () => {
  const { stream, stop } = play({ lifeMs: 1 })
  await textOf(stream)
  expect(stop).toHaveBeenCalledOnce()
})

it('a reader that does not keep up is let go, and memory stays bounded', async () => {
  const { stream, stop, send } = play()
  for (let index = 0; index < 1_000; index++) send(HINT)
  expect(stop).toHaveBeenCalledOnce()
  expect((await textOf(stream)).split('event: recorded').length).toBeLessThan(300)
})

it('a cancelled stream stops listening', async () => {
  const { stream, stop } = play()
  await stream?.cancel()
  expect(stop).toHaveBeenCalledOnce()
})

it('gives nothing when too many listen', () => {
  expect(play({ isFull: true }).stream).toBeNull()
})
