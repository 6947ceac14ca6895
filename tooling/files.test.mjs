import assert from 'node:assert/strict'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { prepareDataFolder } from './data-folder.mjs'
import { withEnvFile } from './env-file.mjs'
import { Problem } from './problem.mjs'
import { keepSecrets, secretsFileOf } from './secrets.mjs'
import { temporaryFolder } from './testing/temporary-folder.mjs'

test('secrets are made once, differ from each other, and only their owner can read them', (context) => {
  const folder = temporaryFolder(context)
  const first = keepSecrets(folder)
  assert.deepEqual(keepSecrets(folder), first)
  assert.equal(new Set(Object.values(first)).size, 5)
  assert.match(first.STRIPE_SECRET_KEY ?? '', /^sk_test_sandbox_[0-9a-f]{64}$/)
  assert.equal(statSync(secretsFileOf(folder)).mode & 0o777, 0o600)
})

test('a secret added by a newer version leaves the existing ones as they are', (context) => {
  const folder = temporaryFolder(context)
  writeFileSync(secretsFileOf(folder), '{"API_KEY_PEPPER":"old"}')
  const secrets = keepSecrets(folder)
  assert.equal(secrets.API_KEY_PEPPER, 'old')
  assert.equal(secrets.AUTH_SECRET?.length, 64)
})

test('damaged secrets are never replaced, because every API key depends on them', (context) => {
  const folder = temporaryFolder(context)
  writeFileSync(secretsFileOf(folder), '{"API_KEY')
  assert.throws(() => keepSecrets(folder), Problem)
  assert.equal(readFileSync(secretsFileOf(folder), 'utf8'), '{"API_KEY')
})

test('a data folder that cannot be made is told in one sentence that names the variable', (context) => {
  const file = path.join(temporaryFolder(context), 'file')
  writeFileSync(file, '')
  assert.throws(() => prepareDataFolder(path.join(file, 'data')), /TURNPIKE_DATA_DIR/)
})

test('the environment wins over .env, and an empty TURNPIKE_ENV_FILE means no file at all', (context) => {
  const repositoryDir = temporaryFolder(context)
  writeFileSync(path.join(repositoryDir, '.env'), 'LOG_LEVEL=debug\nGATEWAY_PORT=1\n')
  assert.deepEqual(withEnvFile({ env: { GATEWAY_PORT: '2' }, repositoryDir }), {
    LOG_LEVEL: 'debug',
    GATEWAY_PORT: '2',
  })
  assert.deepEqual(withEnvFile({ env: { TURNPIKE_ENV_FILE: '' }, repositoryDir }), { TURNPIKE_ENV_FILE: '' })
  assert.throws(() => withEnvFile({ env: { TURNPIKE_ENV_FILE: 'missing' }, repositoryDir }), /cannot be read/)
})
