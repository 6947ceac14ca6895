import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { endProcess, identifyProcess, isRunning, recordProcess } from './processes.mjs'

/** @param {string} program */
async function run(program) {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  await once(child.stdout, 'data')
  const record = recordProcess('stand-in', child.pid ?? 0)
  assert.ok(record)
  return { child, record }
}

const idle = `setInterval(() => {}, 1000); console.log('up')`
const deaf = `process.on('SIGTERM', () => {}); ${idle}`

test('a process that reuses a recorded id is never signalled', async () => {
  const { child, record } = await run(idle)
  assert.equal(await endProcess({ ...record, identity: 'somebody else' }), false)
  assert.ok(isRunning(record))
  child.kill('SIGKILL')
})

test('a polite process ends on the first signal, a deaf one is killed', async () => {
  for (const [program, signal] of [
    [idle, 'SIGTERM'],
    [deaf, 'SIGKILL'],
  ]) {
    const { child, record } = await run(String(program))
    const exit = once(child, 'exit')
    assert.equal(await endProcess(record, { graceMs: 300 }), true)
    assert.deepEqual(await exit, [null, signal])
    assert.equal(isRunning(record), false)
  }
})

test('a process that has ended has no identity', async () => {
  const { child, record } = await run(idle)
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.equal(identifyProcess(record.pid), undefined)
  assert.equal(await endProcess(record), false)
})
