import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { lockInstance, tryLock, withLock } from './instance-lock.mjs'
import { temporaryFolder } from './testing/temporary-folder.mjs'

const moduleUrl = new URL('./instance-lock.mjs', import.meta.url).href

/** Another process that holds the folder until it is killed. @param {string} folder */
async function holdElsewhere(folder) {
  const program = `
    import { lockInstance } from ${JSON.stringify(moduleUrl)}
    const lock = lockInstance(${JSON.stringify(folder)})
    lock.addProcess('itself', process.pid)
    console.log('held')
    setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  return holder
}

test('a second start with the same data folder is refused and told who holds it', async (context) => {
  const folder = temporaryFolder(context)
  const holder = await holdElsewhere(folder)
  assert.throws(() => lockInstance(folder), new RegExp(`process ${holder.pid}.*TURNPIKE_DATA_DIR`))
  holder.kill('SIGKILL')
  await once(holder, 'exit')
})

test('the lock of a killed process is free at once, and the next holder learns what it left', async (context) => {
  const folder = temporaryFolder(context)
  const holder = await holdElsewhere(folder)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const lock = lockInstance(folder)
  assert.equal(lock.previous?.pid, holder.pid)
  assert.deepEqual(
    lock.previous?.processes.map(({ name, pid }) => ({ name, pid })),
    [{ name: 'itself', pid: holder.pid }],
  )
  lock.release()
})

test('after an orderly end nothing tells of a running instance', (context) => {
  const folder = temporaryFolder(context)
  const lock = lockInstance(folder)
  lock.update({ state: 'ready', urls: { dashboard: 'http://localhost:1' } })
  assert.ok(existsSync(path.join(folder, 'running.json')))
  lock.release()
  assert.ok(!existsSync(path.join(folder, 'running.json')))
  const next = lockInstance(folder)
  assert.equal(next.previous, undefined)
  next.release()
})

test('who wants a held lock waits for it and then gets it', async (context) => {
  const file = path.join(temporaryFolder(context), 'lock.sqlite')
  const unlock = tryLock(file)
  /** @type {string[]} */
  const order = []
  const waiting = withLock(
    file,
    {
      timeoutMs: 20_000,
      what: 'testing',
      onWait: () => {
        order.push('waits')
        unlock?.()
      },
    },
    async () => void order.push('works'),
  )
  await waiting
  assert.deepEqual(order, ['waits', 'works'])
})
