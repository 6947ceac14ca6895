/** A listening sandbox, the real SDK pointed at it, a receiver of its webhooks, and a clock that tests move. */
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { createServer } from '../../server.ts'
import type { Dispatcher } from '../webhooks/create-dispatcher.ts'

export const WEBHOOK_SECRET = 'whsec_test_of_the_sandbox'
const START_MS = Date.UTC(2026, 10, 21, 12)

export type Received = { body: string; signature: string; event: Stripe.Event }

export type Receiver = {
  url: string
  received: Received[]
  /** Statuses of the next answers; 200 once they are used up. */
  answers: number[]
  close: () => Promise<void>
}

export type TestSandbox = {
  stripe: Stripe
  dispatcher: Dispatcher
  receiver: Receiver
  baseUrl: string
  clock: { nowMs: () => number; advance: (ms: number) => void }
  /** POSTs JSON to the control API and gives the answer's body. */
  control: (path: string, body?: object) => Promise<Record<string, unknown>>
  close: () => Promise<void>
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const answers: number[] = []
  const server = createHttpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    received.push({ body, signature: String(incoming.headers['stripe-signature'] ?? ''), event: JSON.parse(body) })
    outgoing.statusCode = answers.shift() ?? 200
    outgoing.end()
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}/api/stripe/webhook`,
    received,
    answers,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

export async function startSandbox({
  dataDirectory = null,
  automatic = false,
  webhookUrl,
}: {
  dataDirectory?: string | null
  automatic?: boolean
  webhookUrl?: string
} = {}): Promise<TestSandbox> {
  const receiver = await startReceiver()
  let nowMs = START_MS
  const clock = {
    nowMs: () => nowMs,
    advance: (ms: number) => {
      nowMs += ms
    },
  }
  const { server, dispatcher } = await createServer({
    logLevel: 'silent',
    clock,
    dataDirectory,
    automatic,
    stripe: {
      webhookUrl: webhookUrl ?? receiver.url,
      webhookSecret: WEBHOOK_SECRET,
      publicUrl: null,
      webhookTimeoutMs: 5_000,
      hangMs: 60_000,
    },
  })
  const baseUrl = await server.listen({ host: '127.0.0.1', port: 0 })
  return {
    stripe: toSdk(baseUrl),
    dispatcher,
    receiver,
    baseUrl,
    clock,
    control: (path, body) => postControl(baseUrl, path, body),
    close: async () => {
      await server.close()
      await receiver.close()
    },
  }
}

/** The SDK as the product uses it: nothing but host, port and protocol differ. Retries are off unless asked for. */
export const toSdk = (
  baseUrl: string,
  key = 'sk_test_sandbox_1',
  options: Partial<Stripe.StripeConfig> = {},
): Stripe => {
  const { hostname, port } = new URL(baseUrl)
  return new Stripe(key, { host: hostname, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0, ...options })
}

async function postControl(baseUrl: string, path: string, body: object = {}): Promise<Record<string, unknown>> {
  const response = await fetch(`${baseUrl}/control/stripe${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, ...((await response.json()) as object) }
}
