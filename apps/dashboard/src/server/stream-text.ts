const encoder = new TextEncoder()

/** A body out of pieces of text. The next piece is made when the last one was taken, and none after the reader left. */
export function streamText(pieces: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await pieces.return()),
  })
}
