/** The public API, as any program outside would use it. */
import OpenAI from 'openai'
import { nanoUsd } from './exact-money.ts'
import { runningProduct } from './running-product.ts'

const LONGEST_ANSWER_MS = 60_000

/** The official client with nothing changed but base URL and key. It never tries again by itself. */
export const openaiClient = (apiKey: string): OpenAI =>
  new OpenAI({ baseURL: `${runningProduct().gatewayUrl}/api/v1`, apiKey, maxRetries: 0, timeout: LONGEST_ANSWER_MS })

export type ApiError = {
  error: { code: number; message: string; metadata: Record<string, string | number | null> }
}
export type Answer = {
  status: number
  id: string
  text: string
  /** Exactly as the API says it: `usage.cost`. */
  cost: bigint
  error: ApiError['error'] | null
}

type Completion = {
  id: string
  choices: { message: { content: string | null } }[]
  usage: { cost: number }
} & Partial<ApiError>

/** One plain request over HTTP; a refusal is an answer too. */
export async function complete(apiKey: string, body: Record<string, unknown>): Promise<Answer> {
  const answer = await fetch(`${runningProduct().gatewayUrl}/api/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
  })
  const completion = (await answer.json()) as Completion
  return {
    status: answer.status,
    id: completion.id ?? '',
    text: completion.choices?.[0]?.message.content ?? '',
    cost: nanoUsd(completion.usage?.cost ?? 0),
    error: completion.error ?? null,
  }
}

export const ask = (
  model: string,
  content: string,
): { model: string; messages: { role: 'user'; content: string }[] } => ({
  model,
  messages: [{ role: 'user', content }],
})

type CreditsAnswer = {
  data: {
    total_credits: number
    total_usage: number
    turnpike: { posted_usd: string; held_usd: string; available_usd: string }
  }
}

export type Credits = { total: bigint; used: bigint; posted: bigint; held: bigint; available: bigint }

/** `GET /api/v1/credits` in nano-dollars. */
export async function readCredits(apiKey: string): Promise<Credits> {
  const answer = await fetch(`${runningProduct().gatewayUrl}/api/v1/credits`, {
    headers: { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
  })
  if (!answer.ok) throw new Error(`GET /api/v1/credits: ${answer.status} ${await answer.text()}`)
  const { data } = (await answer.json()) as CreditsAnswer
  return {
    total: nanoUsd(data.total_credits),
    used: nanoUsd(data.total_usage),
    posted: nanoUsd(data.turnpike.posted_usd),
    held: nanoUsd(data.turnpike.held_usd),
    available: nanoUsd(data.turnpike.available_usd),
  }
}

/** `usage.cost` is ours; the official client's types do not know it. */
export function costOf(usage: object | null | undefined): bigint {
  const cost = usage && 'cost' in usage ? usage.cost : undefined
  if (typeof cost !== 'number') throw new Error(`the answer has no usage.cost: ${JSON.stringify(usage)}`)
  return nanoUsd(cost)
}
