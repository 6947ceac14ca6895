import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areMigrationsApplied, assertReachable, withoutCredentials } from './database.mjs'
import { findFreePorts } from './ports.mjs'

const done = (/** @type {string} */ name) => ({ migration_name: name, finished_at: new Date(), rolled_back_at: null })

test('migrations are skipped only when every one is recorded as finished and none is stuck', () => {
  const inCheckout = ['1_first', '2_second']
  assert.equal(areMigrationsApplied({ inCheckout, recorded: [done('1_first'), done('2_second')] }), true)
  assert.equal(areMigrationsApplied({ inCheckout, recorded: [done('1_first')] }), false)
  const stuck = { ...done('2_second'), finished_at: null }
  assert.equal(areMigrationsApplied({ inCheckout, recorded: [done('1_first'), stuck] }), false)
  const rolledBack = { ...stuck, rolled_back_at: new Date() }
  assert.equal(areMigrationsApplied({ inCheckout, recorded: [done('1_first'), rolledBack, done('2_second')] }), true)
})

test('an unreachable database is told without its password', async () => {
  const [port] = await findFreePorts(1)
  await assert.rejects(assertReachable(`postgresql://me:hunter2@127.0.0.1:${port}/shop`), (error) => {
    const text = String(error)
    return (
      text.includes(`127.0.0.1:${port}/shop does not answer (ECONNREFUSED)`) &&
      text.includes('DATABASE_URL') &&
      !text.includes('hunter2')
    )
  })
})

test('an address is shown without user, password and parameters', () => {
  assert.equal(withoutCredentials('postgresql://me:hunter2@db:5432/shop?sslpassword=x'), 'postgresql://db:5432/shop')
})
