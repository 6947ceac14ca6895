import type { ServerResponse } from 'node:http'

/** Writes, and waits for the client to read when its buffer is full; rejects after `stallMs` without progress. */
export async function writeGently(response: ServerResponse, text: string, stallMs: number): Promise<void> {
  if (response.destroyed || response.writableEnded) return
  if (response.write(text)) return
  await new Promise<void>((resolve, reject) => {
    const settle = (finish: () => void) => () => {
      clearTimeout(timer)
      response.off('drain', onDrain)
      response.off('close', onDrain)
      finish()
    }
    const onDrain = settle(resolve)
    const timer = setTimeout(
      settle(() => {
        response.destroy()
        reject(new Error(`The client read nothing for ${stallMs} ms.`))
      }),
      stallMs,
    )
    response.once('drain', onDrain)
    response.once('close', onDrain)
  })
}
