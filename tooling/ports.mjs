/** TCP ports: are they free, and if not, which sentence helps. */
import net from 'node:net'
import { Problem } from './problem.mjs'

/** @typedef {{ port: number, wantedBy: string, variable: string }} PortWish */

/**
 * @param {number} port @param {string} host
 * @returns {Promise<string | undefined>} the error code; undefined when listening works
 */
function listenOnce(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', (error) => resolve('code' in error ? String(error.code) : 'UNKNOWN'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

/**
 * Why the port cannot be used: `EADDRINUSE` when anything listens on it on any address of the machine, `EACCES` when
 * the system reserves it; undefined when it is free.
 * @param {number} port
 */
export async function portObstacle(port) {
  for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
    const code = await listenOnce(port, host)
    // A machine without IPv6 answers EAFNOSUPPORT or EADDRNOTAVAIL for `::`: nobody can be listening there.
    if (code === 'EADDRINUSE' || code === 'EACCES') return code
  }
  return undefined
}

/** @param {PortWish} wish @param {string | undefined} obstacle */
function toSentence({ port, wantedBy, variable }, obstacle) {
  if (obstacle === 'EADDRINUSE')
    return `Port ${port}, which ${wantedBy} wants, is in use by another program: set ${variable} to a free port.`
  return `Port ${port}, which ${wantedBy} wants, needs more rights than this user has: set ${variable} to a port from 1024 on.`
}

/** @param {PortWish[]} wishes @returns {Promise<void>} throws a Problem with one sentence per port that cannot be had */
export async function assertPortsFree(wishes) {
  /** @type {string[]} */
  const sentences = []
  for (const wish of wishes) {
    const rival = wishes.find((other) => other !== wish && other.port === wish.port)
    if (rival && wishes.indexOf(rival) < wishes.indexOf(wish)) {
      sentences.push(`${rival.variable} and ${wish.variable} are both ${wish.port}: give each its own port.`)
      continue
    }
    const obstacle = await portObstacle(wish.port)
    if (obstacle) sentences.push(toSentence(wish, obstacle))
  }
  if (sentences.length > 0) throw new Problem(sentences)
}

/**
 * Ports nobody listens on at this moment, all different.
 * @param {number} count @returns {Promise<number[]>}
 */
export async function findFreePorts(count) {
  const servers = Array.from({ length: count }, () => net.createServer())
  const ports = await Promise.all(
    servers.map(
      (server) =>
        /** @type {Promise<number>} */ (
          new Promise((resolve, reject) => {
            server.once('error', reject)
            server.listen(0, () => resolve(/** @type {net.AddressInfo} */ (server.address()).port))
          })
        ),
    ),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
