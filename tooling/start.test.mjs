import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { test } from 'node:test'
import { lockInstance } from './instance-lock.mjs'
import { findFreePorts } from './ports.mjs'
import { inRepository } from './repository.mjs'
import { runCommand } from './run-command.mjs'
import { listenForStop } from './stop-request.mjs'
import { toTestEnvironment } from './test-environment.mjs'
import { temporaryFolder } from './testing/temporary-folder.mjs'

/** @param {NodeJS.ProcessEnv} env @param {string[]} [args] */
const start = (env, args = []) =>
  runCommand(process.execPath, [inRepository('tooling', 'start.mjs'), ...args], {
    env: { ...toTestEnvironment(process.env, []), ...env },
    timeoutMs: 60_000,
  })

/** @param {string} dataDir */
async function freeEnvironment(dataDir) {
  const [dashboard, gateway, sandbox, postgres] = await findFreePorts(4)
  return {
    TURNPIKE_DATA_DIR: dataDir,
    DASHBOARD_PORT: `${dashboard}`,
    GATEWAY_PORT: `${gateway}`,
    SANDBOX_PORT: `${sandbox}`,
    POSTGRES_PORT: `${postgres}`,
  }
}

test('the entries load nothing before the right Node runs, so that they parse on Node 20', () => {
  for (const file of ['start.mjs', 'test.mjs', 'runtime.mjs']) {
    const imports = [...readFileSync(inRepository('tooling', file), 'utf8').matchAll(/^import .* from '(.*)'$/gm)].map(
      ([, name]) => name,
    )
    assert.ok(imports.length > 0, file)
    for (const name of imports) assert.match(String(name), /^node:(child_process|fs|os|path|url)$|^\.\/runtime\.mjs$/)
  }
})

test('production without secrets does not start and says what to set', async (context) => {
  const { code, output } = await start({ TURNPIKE_MODE: 'production', TURNPIKE_DATA_DIR: temporaryFolder(context) })
  assert.equal(code, 1)
  assert.equal(output.split('\n').filter((line) => line.startsWith('✖ ')).length, 6)
})

test('a busy port ends the start with one sentence, and leaves no lock', async (context) => {
  const dataDir = temporaryFolder(context)
  const env = await freeEnvironment(dataDir)
  const server = net.createServer().listen(Number(env.GATEWAY_PORT), '127.0.0.1')
  await once(server, 'listening')
  const { code, output } = await start(env)
  server.close()
  assert.equal(code, 1)
  assert.ok(
    output.includes(
      `Port ${env.GATEWAY_PORT}, which the gateway wants, is in use by another program: set GATEWAY_PORT`,
    ),
    output,
  )
  const lock = lockInstance(dataDir)
  assert.equal(lock.previous, undefined)
  lock.release()
})

test('a second start with the same data folder says so', async (context) => {
  const dataDir = temporaryFolder(context)
  const lock = lockInstance(dataDir)
  const { code, output } = await start(await freeEnvironment(dataDir))
  lock.release()
  assert.equal(code, 1)
  assert.match(output, /already runs with the data folder/)
})

test('an unknown argument is refused', async () => {
  const { code, output } = await start({}, ['--chekc'])
  assert.equal(code, 1)
  assert.match(output, /does not know "--chekc"/)
})

test('one Ctrl-C that arrives twice is one request, a later one is force', () => {
  /** @type {string[]} */
  const calls = []
  let time = 0
  const stop = listenForStop({ onRequest: (by) => calls.push(by), onForce: () => calls.push('force'), now: () => time })
  process.emit('SIGINT', 'SIGINT')
  time = 5
  process.emit('SIGINT', 'SIGINT')
  assert.deepEqual(calls, ['SIGINT'])
  assert.ok(stop.signal.aborted)
  time = 2_000
  process.emit('SIGINT', 'SIGINT')
  assert.deepEqual(calls, ['SIGINT', 'force'])
  stop.dispose()
})

test('a stopped preparation ends its whole process group', async () => {
  const stop = new AbortController()
  const work = runCommand('/bin/sh', ['-c', 'sleep 600 & wait'], { signal: stop.signal, onSpawn: () => stop.abort() })
  await assert.rejects(work, { name: 'Stopped' })
})

test('a program that fails shows what it said', async () => {
  const { code, output } = await runCommand('/bin/sh', ['-c', 'echo because >&2; exit 4'], {
    cwd: path.parse(process.cwd()).root,
  })
  assert.deepEqual({ code, output }, { code: 4, output: 'because\n' })
})
