'use client'
/** The first call from the browser: with the person's own key, through the public endpoint. */
import { Button } from '@turnpike/ui/controls/button'
import { useEffect, useRef, useState } from 'react'
import { CompletionError, streamCompletion } from './stream-completion.ts'

const PROMPT = 'Say hello in five words.'
const LONGEST_RUN_MS = 60_000

type Run =
  | { state: 'idle' }
  | { state: 'running' | 'done'; text: string }
  | { state: 'failed'; text: string; problem: string }

/** The secret is null while the key is being made. */
type RunHereProps = { baseUrl: string; model: string; secret: string | null }

export function RunHere({ baseUrl, model, secret }: RunHereProps) {
  const [run, setRun] = useState<Run>({ state: 'idle' })
  const leaving = useRef<AbortController>(undefined)
  useEffect(() => () => leaving.current?.abort(), [])

  const start = async () => {
    if (secret === null) return
    const controller = new AbortController()
    leaving.current = controller
    const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(LONGEST_RUN_MS)])
    let text = ''
    setRun({ state: 'running', text })
    try {
      for await (const piece of streamCompletion({ baseUrl, apiKey: secret, model, prompt: PROMPT, signal })) {
        text += piece
        setRun({ state: 'running', text })
      }
      setRun({ state: 'done', text })
    } catch (error) {
      if (!controller.signal.aborted) setRun({ state: 'failed', text, problem: describe(error) })
    }
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-ink-2">Prefer not to leave the page?</p>
      <Button isPending={run.state === 'running'} disabled={secret === null} onClick={start}>
        Run it here with this key
      </Button>
      {run.state === 'idle' ? null : (
        <figure className="w-full rounded-panel border border-line bg-sunken p-3" aria-busy={run.state === 'running'}>
          <figcaption className="text-ink-3 text-meta">
            {model} answers “{PROMPT}”
          </figcaption>
          <p className="min-h-5 whitespace-pre-wrap break-words" data-testid="run-here-answer">
            {run.text}
          </p>
          {run.state === 'failed' ? (
            <p role="alert" className="mt-1">
              <span aria-hidden="true" className="text-danger">
                ✕{' '}
              </span>
              {run.problem}
            </p>
          ) : null}
        </figure>
      )}
    </div>
  )
}

function describe(error: unknown): string {
  if (error instanceof CompletionError) return [error.status, error.message].filter(Boolean).join(' · ')
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'No complete answer within a minute.'
  return 'The answer could not be read.'
}
