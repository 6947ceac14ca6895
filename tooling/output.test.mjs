import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings } from './environment.mjs'
import { formatLogLine } from './log-lines.mjs'
import { createSteps } from './steps.mjs'
import { toWelcome } from './welcome.mjs'

const line = JSON.stringify({ level: 40, time: 0, pid: 1, hostname: 'h', msg: 'slow answer', ms: 900 })

test('away from a terminal a line is passed on unchanged behind its name', () => {
  assert.equal(formatLogLine('gateway', line, { terminal: false }), `[gateway] ${line}`)
})

test('on a terminal a JSON line is made readable, any other stays as it is', () => {
  const shown = formatLogLine('gateway', line, { terminal: true })
  assert.match(shown, /gateway/)
  assert.match(shown, /warn .*slow answer .*ms=900/)
  assert.ok(!shown.includes('hostname'))
  for (const other of ['plain', '{"not":"a log"}', '{broken']) {
    assert.ok(formatLogLine('worker', other, { terminal: true }).endsWith(` ${other}`))
  }
})

test('a step says how it ended, and passes its result and its failure on', async () => {
  let text = ''
  const steps = createSteps({ output: { write: (part) => (text += part) }, now: () => 0 })
  assert.equal(await steps.run('One', async () => 7), 7)
  await assert.rejects(
    steps.run('Two', () => Promise.reject(new Error('no'))),
    /no/,
  )
  assert.equal(text, '✔ One 0.0 s\n✖ Two 0.0 s\n')
})

test('the welcome shows the addresses, the test cards and a request to paste, and no password', () => {
  const settings = readSettings({ env: { GATEWAY_PORT: '41001' }, repositoryDir: '/repo', providerKeyNames: ['X'] })
  const text = toWelcome({ settings, databaseAddress: 'postgresql://127.0.0.1:54329/turnpike', freeModel: 'a/b:free' })
  for (const part of [
    'http://localhost:3000',
    'http://localhost:41001/api/v1',
    'http://localhost:8788/',
    '4242 4242 4242 4242',
    '4000 0000 0000 0002',
    '4000 0025 0000 3155',
    'Bearer YOUR_KEY',
    '"model":"a/b:free"',
  ]) {
    assert.ok(text.includes(part), part)
  }
})
