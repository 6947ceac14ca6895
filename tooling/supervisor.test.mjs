import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { Problem } from './problem.mjs'
import { identifyProcess } from './processes.mjs'
import { createSupervisor, pauseBeforeRestart, standardRestart } from './supervisor.mjs'
import { until } from './testing/until.mjs'

/** @typedef {import('./supervisor.mjs').Service} Service */

/** @param {string} name @param {string} program @param {Partial<Service>} [change] @returns {Service} */
const standIn = (name, program, change = {}) => ({
  name,
  stage: 1,
  command: process.execPath,
  args: ['-e', program],
  cwd: process.cwd(),
  env: process.env,
  output: 'lines',
  ready: async ({ lines }) => lines.includes('up'),
  readyTimeoutMs: 20_000,
  stopSignal: 'SIGTERM',
  stopTimeoutMs: 10_000,
  lastSignal: 'SIGKILL',
  ...change,
})

const polite = `setInterval(() => {}, 1000); process.on('SIGTERM', () => { console.log('bye'); process.exit() }); console.log('up')`

/** @param {Partial<import('./supervisor.mjs').RestartRule>} [rule] */
function watched(rule = {}) {
  /** @type {string[]} */
  const seen = []
  /** @type {Map<string, number>} */
  const pids = new Map()
  const supervisor = createSupervisor({
    onLine: (name, line) => seen.push(`${name}: ${line}`),
    onNews: (sentence) => seen.push(`! ${sentence}`),
    onSpawn: (name, pid) => pids.set(name, pid),
    onEnd: (name) => seen.push(`${name} ended`),
    restart: { crashes: 5, crashesBeforeReady: 5, windowMs: 60_000, firstPauseMs: 10, longestPauseMs: 20, ...rule },
  })
  return { supervisor, seen, pids }
}

test('every line comes with the name of its app, from stdout and stderr', async () => {
  const { supervisor, seen } = watched()
  await supervisor.start(standIn('one', `console.error('oops'); ${polite}`))
  await supervisor.start(standIn('two', polite))
  await supervisor.stop()
  for (const line of ['one: oops', 'one: up', 'two: up', 'one: bye', 'two: bye']) assert.ok(seen.includes(line), line)
})

test('an app that crashes is started again, and that is said', async () => {
  const { supervisor, seen, pids } = watched()
  await supervisor.start(standIn('one', polite))
  process.kill(pids.get('one') ?? 0, 'SIGKILL')
  await until('the app is up a second time', () => seen.filter((line) => line === 'one: up').length === 2)
  assert.ok(seen.some((line) => line.startsWith('! one was ended by SIGKILL (crash 1 of at most 5)')))
  await supervisor.stop()
})

test('an app that keeps crashing is given up with the reason, in its start and for the whole', async () => {
  const { supervisor, seen } = watched({ crashesBeforeReady: 3 })
  await assert.rejects(
    supervisor.start(standIn('one', 'process.exit(7)')),
    /one ended with exit code 7, 3 times within 60 s/,
  )
  assert.ok((await supervisor.failed) instanceof Problem)
  assert.equal(seen.filter((line) => line === 'one ended').length, 3)
  await supervisor.stop()
})

test('an app that has been ready before is given more tries, but not endless ones', async () => {
  const { supervisor, seen } = watched({ crashes: 3, crashesBeforeReady: 1 })
  await supervisor.start(standIn('one', `console.log('up'); setTimeout(() => process.exit(9), 300)`))
  assert.match(String(await supervisor.failed), /one ended with exit code 9, 3 times within 60 s/)
  assert.equal(seen.filter((line) => line === 'one ended').length, 3)
  await supervisor.stop()
})

test('a program that cannot be run is given up too', async () => {
  const { supervisor } = watched({ crashesBeforeReady: 2 })
  await assert.rejects(supervisor.start(standIn('one', '', { command: '/nowhere/program' })), /one cannot be run/)
  await supervisor.stop()
})

test('an app that never becomes ready is a problem that shows what it said', async () => {
  const { supervisor } = watched()
  const silent = standIn('one', `setInterval(() => {}, 1000); console.log('still warming')`, { readyTimeoutMs: 1_500 })
  await assert.rejects(supervisor.start(silent), /one did not become ready within 1.5 s/)
  await supervisor.stop()
})

test('stopping goes from the highest stage to the lowest, and waits for each', async () => {
  const slow = `setInterval(() => {}, 1000); process.on('SIGTERM', () => setTimeout(() => process.exit(), 300)); console.log('up')`
  const { supervisor, seen } = watched()
  await supervisor.start(standIn('database', polite, { stage: 0 }))
  await supervisor.start(standIn('sandbox', polite, { stage: 1 }))
  await supervisor.start(standIn('gateway', slow, { stage: 2 }))
  await supervisor.stop()
  assert.deepEqual(
    seen.filter((line) => line.endsWith(' ended')),
    ['gateway ended', 'sandbox ended', 'database ended'],
  )
  assert.ok(!seen.some((line) => line.startsWith('!')), 'an ordered end is no crash')
})

test('an app that does not end when asked is killed after its bound, and that is said', async () => {
  const deaf = `setInterval(() => {}, 1000); process.on('SIGTERM', () => {}); console.log('up')`
  const { supervisor, seen } = watched()
  await supervisor.start(standIn('one', deaf, { stopTimeoutMs: 200 }))
  await supervisor.stop()
  assert.ok(seen.includes('! one did not end within 0.2 s and is killed.'))
})

test('a second request cuts a stop short', async () => {
  const deaf = `setInterval(() => {}, 1000); process.on('SIGTERM', () => {}); console.log('up')`
  const { supervisor, pids } = watched()
  await supervisor.start(standIn('one', deaf, { stopTimeoutMs: 600_000 }))
  const stopped = supervisor.stop()
  supervisor.kill()
  await stopped
  assert.equal(identifyProcess(pids.get('one') ?? 0), undefined)
})

test('what an app has started itself ends with it', async () => {
  const parent = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    child.on('spawn', () => { console.log('child ' + child.pid); console.log('up') })
    process.on('SIGTERM', () => process.exit())
    setInterval(() => {}, 1000)`
  const { supervisor, seen } = watched()
  await supervisor.start(standIn('one', parent))
  const pid = Number(
    seen
      .find((line) => line.startsWith('one: child'))
      ?.split(' ')
      .at(-1),
  )
  assert.ok(identifyProcess(pid))
  await supervisor.stop()
  await until('the grandchild is gone', () => identifyProcess(pid) === undefined)
})

test('when the supervisor is killed, an app on a leash ends by itself and in order', async () => {
  const program = `
    import { createSupervisor } from ${JSON.stringify(new URL('./supervisor.mjs', import.meta.url).href)}
    const supervisor = createSupervisor({ onLine: () => {}, onNews: () => {}, onSpawn: (_, pid) => console.log(pid) })
    await supervisor.start({ ...${JSON.stringify(standIn('one', polite))}, leash: true, env: process.env,
      args: ['--import', ${JSON.stringify(new URL('./exit-with-supervisor.mjs', import.meta.url).href)}, '-e', ${JSON.stringify(polite)}],
      ready: async ({ lines }) => lines.includes('up') })
    console.log('ready')`
  const supervisor = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  supervisor.stdout.on('data', (chunk) => {
    output += chunk
  })
  await until('the supervisor is ready', () => output.includes('ready'))
  const pid = Number(output.split('\n')[0])
  assert.ok(identifyProcess(pid))
  supervisor.kill('SIGKILL')
  await once(supervisor, 'exit')
  await until('the app is gone', () => identifyProcess(pid) === undefined)
})

test('the pauses between restarts grow and have a longest', () => {
  const pauses = [1, 2, 3, 4, 5, 9].map((crashes) => pauseBeforeRestart(standardRestart, crashes))
  assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 8000])
})
