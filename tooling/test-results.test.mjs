import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toTestEnvironment } from './test-environment.mjs'
import { addResults, fromPlaywright, fromTap, fromVitest, noResult, toCheckResult, toSummary } from './test-results.mjs'

test('vitest: passed, failed and skipped tests are counted, and a file that cannot be loaded is a failure', () => {
  const result = fromVitest(
    {
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'x' },
            { status: 'failed', fullName: 'y' },
            { status: 'pending', fullName: 'z' },
            { status: 'todo', fullName: 'w' },
          ],
        },
        { name: 'b.test.ts', status: 'failed', message: 'cannot import', assertionResults: [] },
      ],
    },
    'pkg',
  )
  assert.deepEqual(result, {
    passed: 1,
    failed: 2,
    skipped: 2,
    failures: ['pkg: y', 'pkg: b.test.ts cannot import'],
    skips: ['pkg: z', 'pkg: w'],
  })
})

test('playwright: nested suites are counted, a flaky test and an error outside tests are failures', () => {
  const spec = (/** @type {string} */ title, /** @type {string} */ status) => ({ title, tests: [{ status }] })
  const result = fromPlaywright({
    suites: [
      {
        title: 'buy.spec.ts',
        specs: [spec('one', 'expected')],
        suites: [
          { title: 'cards', specs: [spec('two', 'unexpected'), spec('three', 'flaky'), spec('four', 'skipped')] },
        ],
      },
    ],
    errors: [{ message: 'set-up failed' }],
  })
  assert.deepEqual(result, {
    passed: 1,
    failed: 3,
    skipped: 1,
    failures: ['buy.spec.ts › cards › two', 'buy.spec.ts › cards › three', 'set-up failed'],
    skips: ['buy.spec.ts › cards › four'],
  })
})

test('node --test: single tests are counted, suites are not', () => {
  const tap = [
    'TAP version 13',
    '# Subtest: group',
    '    ok 1 - inner',
    '      ---',
    '      duration_ms: 1',
    "      type: 'test'",
    '      ...',
    '    1..1',
    'ok 1 - group',
    '  ---',
    '  duration_ms: 1',
    "  type: 'suite'",
    '  ...',
    'not ok 2 - broken',
    '  ---',
    "  type: 'test'",
    'ok 3 - later # SKIP not here',
    '  ---',
    "  type: 'test'",
  ].join('\n')
  assert.deepEqual(fromTap(tap), { passed: 1, failed: 1, skipped: 1, failures: ['broken'], skips: ['later'] })
})

test('the last line of the summary is the closing line, with the skips only when there are any', () => {
  const one = { layer: 'lint', result: toCheckResult('Biome', true), ms: 10 }
  const other = { layer: 'unit', result: addResults([{ ...noResult(), passed: 4 }, toCheckResult('x', false)]), ms: 10 }
  const skipping = { layer: 'e2e', result: { ...noResult(), skipped: 2, skips: ['s', 't'] }, ms: 10 }
  assert.equal(toSummary([one]).trimEnd().split('\n').at(-1), '1 passed, 0 failed')
  assert.equal(toSummary([one, other]).trimEnd().split('\n').at(-1), '5 passed, 1 failed')
  const text = toSummary([one, other, skipping])
  assert.equal(text.trimEnd().split('\n').at(-1), '5 passed, 1 failed, 2 skipped')
  assert.ok(text.includes('✖ x') && text.includes('- t'))
})

test('nothing that could reach a real account or database gets into a test', () => {
  const env = toTestEnvironment(
    {
      PATH: '/bin',
      HOME: '/h',
      OPENAI_API_KEY: 'k',
      ODD_NAME: 'k',
      STRIPE_SECRET_KEY: 'k',
      DATABASE_URL: 'k',
      GATEWAY_PORT: '1',
      TURNPIKE_DATA_DIR: '/d',
      CHROMIUM_PATH: '/c',
    },
    ['ODD_NAME'],
  )
  assert.deepEqual(env, { PATH: '/bin', HOME: '/h', CHROMIUM_PATH: '/c', TURNPIKE_ENV_FILE: '' })
})
