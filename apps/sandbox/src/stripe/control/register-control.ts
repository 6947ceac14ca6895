/** The control API of the simulated Stripe: what Stripe's own dashboard cannot do, for tests and curious people. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { OPERATIONS } from '../resources/operations.ts'
import { listPendingDeliveries } from '../store/delivery-store.ts'
import { addFault, clearFaults, FAULT_MODES, listFaults } from '../store/fault-store.ts'
import { findObject } from '../store/object-store.ts'
import { clearDatabase } from '../store/open-database.ts'
import { readWebhookControl, setWebhookDelay, setWebhooksPaused } from '../store/setting-store.ts'
import type { Dispatcher } from '../webhooks/create-dispatcher.ts'
import { sendPayload, toSignedPayload } from '../webhooks/send-event.ts'
import { nowSeconds, type World } from '../world.ts'
import { FORGERIES, forgeWebhook } from './forge-webhook.ts'
import { listEventDeliveries } from './list-event-deliveries.ts'
import { setCardBehaviour, TEST_CARD_NUMBERS } from './set-card-behaviour.ts'

const MAX_TIMES = 1000
const HOUR_MS = 3_600_000

const listSchema = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) })
const timesSchema = z.object({ times: z.coerce.number().int().min(1).max(MAX_TIMES).default(1) })
const delaySchema = z.object({ delayMs: z.coerce.number().int().min(0).max(HOUR_MS) })
const orderSchema = z.object({ eventIds: z.array(z.string()).min(1).max(MAX_TIMES) })
const forgeSchema = z.object({
  kind: z.enum(FORGERIES),
  eventId: z.string().optional(),
  event: z.record(z.string(), z.unknown()).optional(),
})
const operationNames = ['*', ...OPERATIONS.map((operation) => operation.name)]
const faultSchema = z.object({
  operation: z.enum(operationNames),
  mode: z.enum(FAULT_MODES),
  times: z.coerce.number().int().min(1).max(MAX_TIMES).default(1),
})
const cardSchema = z.object({ number: z.enum(TEST_CARD_NUMBERS) })

/** Mounts the routes under the server's prefix (`/control/stripe`). */
export function registerControl(server: FastifyInstance, world: World, dispatcher: Dispatcher): void {
  registerWebhookControl(server, world, dispatcher)
  registerEventControl(server, world)
  registerFaultControl(server, world)
  server.post('/reset', (request, reply) => {
    clearDatabase(world.database)
    world.wakeDispatcher()
    return answer(request, reply, readState(world))
  })
}

const readState = (world: World) => ({
  webhooks: {
    url: world.settings.webhookUrl,
    ...readWebhookControl(world.database),
    pending: listPendingDeliveries(world.database).length,
  },
  faults: listFaults(world.database),
  operations: OPERATIONS.map((operation) => operation.name),
})

function registerWebhookControl(server: FastifyInstance, world: World, dispatcher: Dispatcher): void {
  server.get('/state', () => readState(world))
  for (const [path, paused] of [
    ['/webhooks/pause', true],
    ['/webhooks/resume', false],
  ] as const) {
    server.post(path, (request, reply) => {
      setWebhooksPaused(world.database, paused)
      world.wakeDispatcher()
      return answer(request, reply, readState(world))
    })
  }
  server.post('/webhooks/delay', (request, reply) => {
    setWebhookDelay(world.database, delaySchema.parse(request.body).delayMs)
    return answer(request, reply, readState(world))
  })
  server.post('/webhooks/flush', async (request, reply) =>
    answer(request, reply, { attempts: await dispatcher.flush(), ...readState(world) }),
  )
}

function registerEventControl(server: FastifyInstance, world: World): void {
  server.get('/events', (request) => ({ events: listEventDeliveries(world, listSchema.parse(request.query).limit) }))
  server.post<{ Params: { id: string } }>('/events/:id/deliver', async (request, reply) => {
    const { times } = timesSchema.parse(request.body ?? {})
    return deliver(
      world,
      request,
      reply,
      Array.from({ length: times }, () => request.params.id),
    )
  })
  server.post('/deliver-in-order', (request, reply) =>
    deliver(world, request, reply, orderSchema.parse(request.body).eventIds),
  )
  server.post('/forge', async (request, reply) => {
    const { kind, eventId, event } = forgeSchema.parse(request.body)
    const body = event ?? (eventId ? findObject(world.database, 'event', eventId) : null)
    if (!body) return refuse(reply, 404, 'Name an existing event in "eventId", or give a whole one in "event".')
    const payload = JSON.stringify(body, null, 2)
    const forged = forgeWebhook(kind, payload, world.settings.webhookSecret, nowSeconds(world))
    return answer(request, reply, { attempt: await sendPayload(world, eventId ?? 'forged', forged, 'forged') })
  })
}

/** Sends now, one after the other, whether or not deliveries are paused; the schedule goes on as if nothing was sent. */
async function deliver(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  eventIds: readonly string[],
): Promise<FastifyReply> {
  const events = eventIds.map((id) => findObject(world.database, 'event', id))
  const missing = eventIds.find((_, index) => !events[index])
  if (missing) return refuse(reply, 404, `There is no event ${missing}.`)
  const attempts = []
  for (const event of events) {
    if (event) attempts.push(await sendPayload(world, event.id, toSignedPayload(world, event), 'manual'))
  }
  return answer(request, reply, { attempts })
}

function registerFaultControl(server: FastifyInstance, world: World): void {
  server.get('/faults', () => ({ faults: listFaults(world.database) }))
  server.post('/faults', (request, reply) => {
    const { operation, mode, times } = faultSchema.parse(request.body)
    return answer(request, reply, { fault: addFault(world.database, operation, mode, times) })
  })
  server.delete('/faults', (request, reply) => {
    clearFaults(world.database)
    return answer(request, reply, { faults: [] })
  })
  server.post<{ Params: { id: string } }>('/payment-methods/:id/card', (request, reply) => {
    const { number } = cardSchema.parse(request.body)
    if (setCardBehaviour(world, request.params.id, number)) return answer(request, reply, { number })
    return refuse(reply, 404, `There is no payment method ${request.params.id}.`)
  })
}

/** JSON for programs; a button of the control page is led back to it. */
const answer = (request: FastifyRequest, reply: FastifyReply, body: object): FastifyReply =>
  request.headers.accept?.includes('text/html') ? reply.redirect('/', 303) : reply.send(body)

const refuse = (reply: FastifyReply, status: number, message: string): FastifyReply =>
  reply.code(status).send({ error: { message } })
