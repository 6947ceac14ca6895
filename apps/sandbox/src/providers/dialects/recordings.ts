/** Recorded traffic of real providers, read by tests only; it lives outside the repository and may be absent. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../../../../shared/fixtures/providers/', import.meta.url))

export const hasRecordings = existsSync(folder)

export type RecordedEvent = { event: string | null; data: string }

/** Splits a whole, well-formed event stream; comments are dropped. */
export const splitEvents = (stream: string): RecordedEvent[] =>
  stream.split(/\r?\n\r?\n/).flatMap((block) => {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? null
    const data = field('data')
    return data === null ? [] : [{ event: field('event'), data }]
  })

export const readRecording = (name: string): RecordedEvent[] =>
  splitEvents(readFileSync(`${folder}${name}.response.sse`, 'utf8'))
