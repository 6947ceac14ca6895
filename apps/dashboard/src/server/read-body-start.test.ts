import { expect, it } from 'vitest'
import { readBodyStart } from './read-body-start.ts'

const bodyOf = (...pieces: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
      controller.close()
    },
  })

it('a body within the bound arrives byte for byte, however it was cut', async () => {
  const body = bodyOf('{"a":', '"ü', '"}')
  expect(Buffer.from(await readBodyStart(body, 10)).toString()).toBe('{"a":"ü"}')
  expect(await readBodyStart(null, 9)).toHaveLength(0)
})

it('of a body without end no more is read than shows that it is too large', async () => {
  let given = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1
      controller.enqueue(new Uint8Array(10))
    },
  })
  expect(await readBodyStart(endless, 25)).toHaveLength(26)
  expect(given).toBeLessThanOrEqual(4)
})
