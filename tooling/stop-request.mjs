/**
 * Turns the ways a person or a parent asks this process to end into one signal, and a second request into force.
 */

/** Below npm one Ctrl-C arrives twice: from the terminal, and passed on by npm. */
const SAME_KEYSTROKE_MS = 700

/**
 * @param {{ onRequest: (by: string) => void, onForce: () => void, now?: () => number }} edges
 * @returns {{ signal: AbortSignal, requested: Promise<void>, dispose: () => void }}
 */
export function listenForStop({ onRequest, onForce, now = () => performance.now() }) {
  const controller = new AbortController()
  let requestedAt = Number.POSITIVE_INFINITY
  /** @type {() => void} */
  let announce = () => undefined
  /** @type {Promise<void>} */
  const requested = new Promise((resolve) => {
    announce = resolve
  })
  /** @param {string} by */
  const request = (by) => {
    if (controller.signal.aborted) {
      if (now() - requestedAt > SAME_KEYSTROKE_MS) onForce()
      return
    }
    requestedAt = now()
    onRequest(by)
    controller.abort()
    announce()
  }
  const names = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const name of names) process.on(name, request)
  // A parent that opened a channel and is gone can no longer ask.
  const parentGone = () => request('the end of the parent process')
  if (process.channel) process.once('disconnect', parentGone)
  return {
    signal: controller.signal,
    requested,
    dispose: () => {
      for (const name of names) process.off(name, request)
      process.off('disconnect', parentGone)
    },
  }
}
