/**
 * Hints as a server-sent event stream. It has a bounded life, after which the browser connects again and the session is
 * checked again; it says something now and then, so that a dead connection shows; a reader that does not keep up is
 * dropped, because it looks at everything again when it comes back.
 */
import type { GenerationHint } from './listen-to-generations.ts'

export type HintStreamSettings = {
  /** Starts listening; null when too many listen already. */
  listen: (handler: (hint: GenerationHint) => void) => (() => void) | null
  /** Aborted when the browser has gone. */
  signal: AbortSignal
  lifeMs?: number
  keepAliveMs?: number
}

const LIFE_MS = 5 * 60_000
const KEEP_ALIVE_MS = 15_000
/** How long a browser waits before it connects again. */
const RECONNECT_MS = 1_000
/** Hints that may wait for a slow reader. */
const LONGEST_BACKLOG = 256

const encoder = new TextEncoder()

/** The event's name is the hint's kind, its data the hint as JSON. The first event is `open`. */
export function openHintStream(settings: HintStreamSettings): ReadableStream<Uint8Array> | null {
  const { controller, stream } = openStream(() => end())
  const timers: NodeJS.Timeout[] = []
  let stop: (() => void) | null = null
  let hasEnded = false

  function end() {
    if (hasEnded) return
    hasEnded = true
    for (const timer of timers) clearTimeout(timer)
    settings.signal.removeEventListener('abort', end)
    stop?.()
    try {
      controller.close()
    } catch {
      // The browser has cancelled the stream, which closed it already.
    }
  }
  const write = (text: string) => {
    if (hasEnded) return
    if ((controller.desiredSize ?? 0) <= 0) return end()
    controller.enqueue(encoder.encode(text))
  }

  stop = settings.listen((hint) => write(`event: ${hint.kind}\ndata: ${JSON.stringify(hint)}\n\n`))
  if (stop === null) return null
  write(`retry: ${RECONNECT_MS}\nevent: open\ndata: {}\n\n`)
  timers.push(setInterval(() => write(': still here\n\n'), settings.keepAliveMs ?? KEEP_ALIVE_MS))
  timers.push(setTimeout(end, settings.lifeMs ?? LIFE_MS))
  settings.signal.addEventListener('abort', end)
  if (settings.signal.aborted) end()
  return stream
}

function openStream(onCancel: () => void) {
  const opened: { controller?: ReadableStreamDefaultController<Uint8Array> } = {}
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        opened.controller = controller
      },
      cancel: onCancel,
    },
    new CountQueuingStrategy({ highWaterMark: LONGEST_BACKLOG }),
  )
  if (!opened.controller) throw new Error('a stream starts when it is made')
  return { controller: opened.controller, stream }
}
