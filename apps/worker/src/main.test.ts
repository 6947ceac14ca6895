/** The real process against a real Postgres, with a Stripe that nobody answers for. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.close())

const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL')
})

function startWorker(environment: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { PATH: process.env.PATH ?? '', STRIPE_API_BASE_URL: 'http://127.0.0.1:1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  return child
}

const environment = () => ({ DATABASE_URL: test.connectionString, STRIPE_SECRET_KEY: 'sk_test_sandbox_0123456789' })

async function waitForLine(child: ChildProcess, text: string): Promise<void> {
  if (!child.stdout) throw new Error('the worker has no output')
  for await (const line of createInterface({ input: child.stdout })) if (line.includes(text)) return
  throw new Error(`the worker ended without saying ${text}`)
}

describe('the worker', () => {
  it('says that it is ready and stops cleanly when told to, although Stripe does not answer', async () => {
    const child = startWorker(environment())
    await waitForLine(child, 'worker ready')
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  }, 30_000)

  it('starts without a database and keeps trying', async () => {
    const child = startWorker({ ...environment(), DATABASE_URL: 'postgresql://postgres@127.0.0.1:1/none' })
    await waitForLine(child, 'failed; trying again')
    expect(child.exitCode).toBeNull()
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  }, 30_000)

  it('refuses to start in production with the key of the sandbox', async () => {
    const child = startWorker({ ...environment(), TURNPIKE_MODE: 'production' })
    expect(await once(child, 'exit')).toEqual([1, null])
  }, 30_000)
})
