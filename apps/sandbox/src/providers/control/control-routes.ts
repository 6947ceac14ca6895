/** The control API of the simulated providers, and the page that drives it by hand. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { MODES, switchSchema } from '../core/switches.ts'
import { USAGE_REPORTS } from '../core/token-usage.ts'
import { readJsonBody } from '../http/read-body.ts'
import { applyForm } from './apply-form.ts'
import { type ControlDeps, providerIdSchema, speedSchema } from './control-inputs.ts'
import { renderControlPage } from './control-page.ts'

const refuse = (reply: FastifyReply, error: z.ZodError): FastifyReply =>
  reply.code(400).send({ error: { code: 'invalid_request', message: z.prettifyError(error), issues: error.issues } })

export function registerControlRoutes(server: FastifyInstance, deps: ControlDeps): void {
  registerReadRoutes(server, deps)
  registerSwitchRoutes(server, deps)
  registerPage(server, deps)
}

function registerReadRoutes(server: FastifyInstance, { registry }: ControlDeps): void {
  server.get('/control/providers', async () => ({
    speedFactor: registry.speedFactor,
    modes: MODES,
    usageReports: USAGE_REPORTS,
    providers: registry.reports(),
  }))
  server.get('/control/providers/requests', async () => ({ requests: registry.requests() }))
  server.get<{ Params: { provider: string } }>('/control/providers/:provider', async (request, reply) => {
    const provider = providerIdSchema.safeParse(request.params.provider)
    return provider.success ? registry.report(provider.data) : refuse(reply, provider.error)
  })
}

function registerSwitchRoutes(server: FastifyInstance, { registry, prefixCache, save }: ControlDeps): void {
  server.put<{ Params: { provider: string } }>('/control/providers/:provider', async (request, reply) => {
    const provider = providerIdSchema.safeParse(request.params.provider)
    if (!provider.success) return refuse(reply, provider.error)
    const added = switchSchema.safeParse(readJsonBody(request.body))
    if (!added.success) return refuse(reply, added.error)
    const report = registry.setSwitch(provider.data, added.data)
    save()
    return report
  })
  server.delete<{ Params: { provider: string } }>('/control/providers/:provider', async (request, reply) => {
    const provider = providerIdSchema.safeParse(request.params.provider)
    if (!provider.success) return refuse(reply, provider.error)
    registry.clearSwitches(provider.data)
    save()
    return registry.report(provider.data)
  })
  server.put('/control/speed', async (request, reply) => {
    const speed = speedSchema.safeParse(readJsonBody(request.body))
    if (!speed.success) return refuse(reply, speed.error)
    registry.setSpeedFactor(speed.data.factor)
    save()
    return { speedFactor: registry.speedFactor }
  })
  server.post('/control/providers/reset', async () => {
    registry.reset()
    prefixCache.clear()
    save()
    return { speedFactor: registry.speedFactor, providers: [] }
  })
}

function registerPage(server: FastifyInstance, deps: ControlDeps): void {
  server.get('/providers-control', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(renderControlPage(toPageState(deps), null)),
  )
  server.post('/providers-control', async (request, reply) => {
    // A foreign page must not press these buttons; browsers say where a form came from.
    const site = request.headers['sec-fetch-site']
    const foreign = site === 'cross-site' || site === 'same-site'
    const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
    const fault = foreign ? 'This form was sent from another site.' : applyForm(new URLSearchParams(text), deps)
    if (fault === null) return reply.redirect('/providers-control', 303)
    reply.code(foreign ? 403 : 400).type('text/html; charset=utf-8')
    return reply.send(renderControlPage(toPageState(deps), fault))
  })
}

const toPageState = ({ registry }: ControlDeps) => ({
  speedFactor: registry.speedFactor,
  providers: registry.reports(),
  requests: registry.requests().slice(0, 20),
})
