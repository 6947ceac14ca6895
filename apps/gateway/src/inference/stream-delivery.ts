/**
 * An answer as server-sent events. The head goes out with the first event or, when the wait is long, with the first
 * keep-alive comment; an error before that has a status of its own, one after it goes in-band.
 */
import { createChunkRenderer } from '@turnpike/providers/skins/chat-completions/render-chunk'
import { renderUsage } from '@turnpike/providers/skins/chat-completions/render-usage'
import { sendFailure } from '../http/send-failure.ts'
import { writeGently } from '../http/write-gently.ts'
import { answerHeader } from './answer-header.ts'
import type { Delivery } from './delivery.ts'
import type { InferenceDeps } from './inference-deps.ts'
import type { RequestTrace } from './request-trace.ts'

const KEEP_ALIVE_COMMENT = ': TURNPIKE PROCESSING\n\n'

export function streamDelivery(deps: InferenceDeps, trace: RequestTrace): Delivery {
  const { response } = trace.exchange
  const { keepAliveCommentMs, clientStallMs } = deps.settings
  let renderer: ReturnType<typeof createChunkRenderer> | null = null

  const write = (text: string) => (text === '' ? Promise.resolve() : writeGently(response, text, clientStallMs))
  const sendHead = () => {
    if (response.headersSent || response.destroyed) return
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
  }
  const chunks = () => {
    renderer ??= createChunkRenderer(answerHeader(deps, trace))
    return renderer
  }
  const keepAlive = setInterval(() => {
    sendHead()
    if (!response.writableNeedDrain && !response.destroyed) response.write(KEEP_ALIVE_COMMENT)
  }, keepAliveCommentMs)
  const end = () => {
    clearInterval(keepAlive)
    if (!response.writableEnded) response.end()
  }
  response.once('close', () => clearInterval(keepAlive))

  return {
    accept: async (event) => {
      const lines = chunks().render(event)
      if (lines.length === 0) return
      sendHead()
      keepAlive.refresh()
      await write(lines.join(''))
    },
    finish: async ({ usage, costNanoUsd, lines }) => {
      sendHead()
      const last = usage ? chunks().usage(renderUsage(usage, { totalNanoUsd: costNanoUsd, lines })) : ''
      await write(last + chunks().done())
      end()
    },
    fail: async (failure) => {
      clearInterval(keepAlive)
      if (!response.headersSent) return sendFailure(response, failure)
      await write(chunks().error(failure) + chunks().done())
      end()
    },
  }
}
