'use client'
/** Hears of new requests of a workspace. What it hears are hints: ask for the data, and look again on `missed`. */
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import type { GenerationHint } from '@/server/live/listen-to-generations.ts'

export type LiveState =
  /** Connecting, or lost and trying again: poll until it is `open`. */
  'waiting' | 'open'

export type LiveScope = { organization: string; workspace: string; apiKeyId?: string | undefined }

const hintSchema: z.ZodType<GenerationHint> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recorded'), generationId: z.string(), apiKeyId: z.string() }),
  z.object({ kind: z.literal('missed') }),
  z.object({ kind: z.literal('unknown-key'), lastFour: z.string() }),
])

const REOPEN_MS = 5_000
const KINDS = ['recorded', 'missed', 'unknown-key'] as const

/** Listens while `isOn`. `onHint` may change from render to render. */
export function useLiveGenerations(scope: LiveScope, isOn: boolean, onHint: (hint: GenerationHint) => void): LiveState {
  const [state, setState] = useState<LiveState>('waiting')
  const handler = useRef(onHint)
  useEffect(() => {
    handler.current = onHint
  })
  const { organization, workspace, apiKeyId } = scope
  useEffect(() => {
    if (!isOn) return
    const query = new URLSearchParams({ organization, workspace, ...(apiKeyId === undefined ? {} : { key: apiKeyId }) })
    const close = keepListening(`/api/live?${query}`, setState, (hint) => handler.current(hint))
    return () => {
      close()
      setState('waiting')
    }
  }, [isOn, organization, workspace, apiKeyId])
  return state
}

/** The browser reconnects by itself after a cut, but not after a refusal; then this does. */
function keepListening(url: string, onState: (state: LiveState) => void, onHint: (hint: GenerationHint) => void) {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let hasBeenOpen = false

  const open = () => {
    source = new EventSource(url)
    source.addEventListener('open', () => {
      onState('open')
      // Whatever happened between two connections was not heard.
      if (hasBeenOpen) onHint({ kind: 'missed' })
      hasBeenOpen = true
    })
    source.addEventListener('error', () => {
      onState('waiting')
      if (source.readyState !== EventSource.CLOSED) return
      clearTimeout(timer)
      timer = setTimeout(open, REOPEN_MS)
    })
    for (const kind of KINDS) source.addEventListener(kind, (event) => onHint(hintSchema.parse(JSON.parse(event.data))))
  }
  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
