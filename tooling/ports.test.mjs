import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import { test } from 'node:test'
import { assertPortsFree, findFreePorts } from './ports.mjs'

/** @param {string} host */
async function occupy(host) {
  const server = net.createServer()
  server.listen(0, host)
  await once(server, 'listening')
  return { port: /** @type {net.AddressInfo} */ (server.address()).port, close: () => server.close() }
}

for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
  test(`a port somebody uses on ${host} is told with its number, who wants it and the variable to change`, async () => {
    const { port, close } = await occupy(host)
    await assert.rejects(
      assertPortsFree([{ port, wantedBy: 'the gateway', variable: 'GATEWAY_PORT' }]),
      new RegExp(`^Problem: Port ${port}, which the gateway wants, .* set GATEWAY_PORT`),
    )
    close()
  })
}

test('free ports are accepted, and are free again afterwards', async () => {
  const [one = 0, other = 0] = await findFreePorts(2)
  const wishes = [
    { port: one, wantedBy: 'a', variable: 'A' },
    { port: other, wantedBy: 'b', variable: 'B' },
  ]
  await assertPortsFree(wishes)
  await assertPortsFree(wishes)
})

test('the same port for two is told once', async () => {
  const [port = 0] = await findFreePorts(1)
  const wishes = ['A', 'B'].map((variable) => ({ port, wantedBy: variable, variable }))
  await assert.rejects(assertPortsFree(wishes), { sentences: [`A and B are both ${port}: give each its own port.`] })
})
