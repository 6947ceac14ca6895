/** Recorded answers of providers. They live beside the repository, so tests that need them skip when they are absent. */
import { existsSync, readFileSync } from 'node:fs'
import type { Json } from '@turnpike/kernel/json'

const FOLDER = new URL('../../../../../shared/fixtures/providers/', import.meta.url)

export type Recording = {
  id: string
  provider: string
  family: string
  status: number
  stream: boolean
  headers: Record<string, string>
  expect: {
    text: string | null
    reasoning: string | null
    refusal: string | null
    tool_calls?: { id: string | null; name: string; arguments: string }[]
    finish_reason_native: string | null
    finish_reason?: string | null
    usage?: {
      prompt_tokens: number | null
      completion_tokens: number | null
      reasoning_tokens: number | null
      cached_tokens: number | null
      cache_write_tokens: number | null
    } | null
    error?: { class: string; http_status: number | null; mid_stream: boolean; retry_after_s: number | null } | null
  }
  body: Buffer
  request: { body: Json } | null
}

export const hasRecordings = existsSync(FOLDER)

/** Empty when the folder is absent. */
export function readRecordings(...families: string[]): Recording[] {
  if (!hasRecordings) return []
  const index: { cases: { id: string; family: string }[] } = readJson('index.json')
  return index.cases.filter((row) => families.includes(row.family)).map((row) => readRecording(row.id))
}

function readRecording(id: string): Recording {
  const folder = id.slice(0, id.indexOf('/') + 1)
  const recording: Recording & { body_file: string; request_file: string | null } = readJson(`${id}.case.json`)
  const body = readFileSync(new URL(folder + recording.body_file, FOLDER))
  return { ...recording, body, request: recording.request_file ? readJson(folder + recording.request_file) : null }
}

const readJson = <Value>(path: string): Value => JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8'))
