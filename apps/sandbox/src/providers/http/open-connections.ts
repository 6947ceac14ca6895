/** Connections that are being answered: each knows when its reader leaves, and closing the server ends them all. */
import type { ServerResponse } from 'node:http'

export class OpenConnections {
  readonly #open = new Set<ServerResponse>()

  /** A signal that aborts when the reader leaves before the answer is finished. */
  watch(connection: ServerResponse): AbortSignal {
    const controller = new AbortController()
    this.#open.add(connection)
    connection.once('close', () => {
      this.#open.delete(connection)
      if (!connection.writableFinished) controller.abort()
    })
    if (connection.destroyed) controller.abort()
    return controller.signal
  }

  closeAll(): void {
    for (const connection of this.#open) connection.destroy()
  }
}
