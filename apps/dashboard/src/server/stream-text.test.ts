import { expect, it, vi } from 'vitest'
import { streamText } from './stream-text.ts'

it('a file is the pieces in their order', async () => {
  async function* pieces() {
    yield 'a,b\r\n'
    yield 'ü,2\r\n'
  }
  expect(await new Response(streamText(pieces())).text()).toBe('a,b\r\nü,2\r\n')
})

it('nothing more is read for a reader that has left', async () => {
  const ended = vi.fn()
  async function* pieces() {
    try {
      for (;;) yield 'more'
    } finally {
      ended()
    }
  }
  const reader = streamText(pieces()).getReader()
  await reader.read()
  await reader.cancel()
  expect(ended).toHaveBeenCalledOnce()
})
