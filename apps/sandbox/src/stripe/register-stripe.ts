/** Composes the simulated Stripe and puts it on the server: API, hosted page, control API, webhook schedule. */
import type { Clock } from '@turnpike/kernel/clock'
import { err } from '@turnpike/kernel/result'
import type { FastifyInstance } from 'fastify'
import { registerCheckoutPage } from './checkout-page/register-checkout-page.ts'
import { registerControl } from './control/register-control.ts'
import { invalidRequest } from './core/failure.ts'
import { toAnswer } from './http/answer-call.ts'
import { registerOperation, send } from './http/register-operation.ts'
import { randomId } from './random-id.ts'
import { OPERATIONS } from './resources/operations.ts'
import { openDatabase } from './store/open-database.ts'
import { createDispatcher, type Dispatcher } from './webhooks/create-dispatcher.ts'
import type { StripeSettings, World } from './world.ts'

export type StripeOptions = {
  settings: StripeSettings
  clock: Clock
  /** A file, or `:memory:`. */
  databasePath: string
  /** False: webhooks go and sessions expire only when `dispatcher.runDue()` is called. */
  automatic: boolean
}

/** Gives the dispatcher and the world, for the control page and for tests. Closing the server closes both. */
export async function registerStripe(
  server: FastifyInstance,
  options: StripeOptions,
): Promise<{ world: World; dispatcher: Dispatcher }> {
  const world: World = {
    database: openDatabase(options.databasePath),
    clock: options.clock,
    nextId: randomId,
    settings: options.settings,
    wakeDispatcher: () => dispatcher.wake(),
  }
  const dispatcher: Dispatcher = createDispatcher(world, options.automatic, (problem) =>
    server.log.error({ err: problem }, 'a webhook run failed'),
  )
  for (const operation of OPERATIONS) registerOperation(server, world, operation)
  registerCheckoutPage(server, world)
  await server.register(async (scope) => registerControl(scope, world, dispatcher), { prefix: '/control/stripe' })
  await server.register(async (scope) => registerUnknownRoutes(scope, world), { prefix: '/v1' })
  server.addHook('onListen', async () => dispatcher.wake())
  server.addHook('onClose', async () => {
    await dispatcher.stop()
    world.database.close()
  })
  return { world, dispatcher }
}

/** A call that the simulation does not have is answered as Stripe answers an unknown address. */
function registerUnknownRoutes(scope: FastifyInstance, world: World): void {
  scope.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]
    const failure = invalidRequest(
      `Unrecognized request URL (${request.method}: ${path}). The simulated Stripe does not have this call.`,
      { status: 404 },
    )
    return send(reply, world.nextId('req_'), toAnswer(err(failure)))
  })
}
