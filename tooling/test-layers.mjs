/** The layers of `npm test`: each runs its checks or tests and says how many passed, failed and were skipped. */
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { provideChromium } from './chromium.mjs'
import { buildApps, turboEnvironment, turboProgram } from './prepare.mjs'
import { cacheDir, inRepository, repositoryDir } from './repository.mjs'
import { runCommand } from './run-command.mjs'
import { startTestDatabase } from './test-database.mjs'
import { addResults, fromPlaywright, fromTap, fromVitest, noResult, toCheckResult } from './test-results.mjs'

/**
 * @typedef {import('./test-results.mjs').Result} Result
 * @typedef {{ env: NodeJS.ProcessEnv, signal: AbortSignal, steps: import('./steps.mjs').Steps }} TestRun
 * @typedef {{ name: string, partOf: string[], run: (context: TestRun) => Promise<Result> }} Layer
 *   `partOf`: the words after `npm test --` that choose it
 */

const E2E_END_GRACE_MS = 60_000
const VITEST_REPORT = '.turbo/test-results.json'
const LONGEST_TEST_MS = 60_000

/** @param {{ code: number }} result */
const hasPassed = ({ code }) => code === 0

/** @param {string} file @returns {any} undefined when there is no such report */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * One command as one check; what it printed is shown when it fails.
 * @param {TestRun} run @param {string} name @param {string} command @param {string[]} args
 */
async function check({ env, signal, steps }, name, command, args) {
  return steps.run(
    name,
    async () => {
      const { code, output } = await runCommand(command, args, {
        cwd: repositoryDir,
        env: { ...env, ...turboEnvironment },
        signal,
      })
      if (code !== 0) process.stdout.write(`\n${output.trimEnd()}\n`)
      return toCheckResult(name, code === 0)
    },
    ({ failed }) => failed === 0,
  )
}

/** @param {TestRun} run */
async function lint(run) {
  return addResults([
    await check(run, 'Biome: style, mistakes, import rules', inRepository('node_modules', '.bin', 'biome'), [
      'ci',
      '.',
    ]),
    await check(run, 'Turborepo: package boundaries', turboProgram, ['boundaries']),
  ])
}

/** @param {TestRun} run */
async function types(run) {
  const turboArguments = ['run', 'typecheck', '--continue', '--output-logs=errors-only', '--ui=stream', '--only']
  return addResults([
    await check(run, 'TypeScript: packages and apps', turboProgram, turboArguments),
    await check(run, 'TypeScript: tooling', inRepository('node_modules', '.bin', 'tsc'), ['-p', 'tooling']),
  ])
}

/** @param {TestRun} run */
async function tooling({ env, signal, steps }) {
  const report = path.join(cacheDir, 'tooling-tests.tap')
  mkdirSync(cacheDir, { recursive: true })
  rmSync(report, { force: true })
  const reporters = [
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
  ]
  const files = globSync('tooling/*.test.mjs', { cwd: repositoryDir })
  const { code, output } = await steps.run(
    'Tests of the tooling',
    () => runCommand(process.execPath, ['--test', ...reporters, ...files], { cwd: repositoryDir, env, signal }),
    hasPassed,
  )
  const result = fromTap(readFileSync(report, 'utf8'))
  if (code !== 0) process.stdout.write(`${output}\n`)
  return code !== 0 && result.failed === 0
    ? addResults([result, toCheckResult('tooling: the test runner failed', false)])
    : result
}

/** The packages that have a `test` script. */
const testedPackages = () =>
  globSync('{apps,packages}/*/package.json', { cwd: repositoryDir }).flatMap((file) => {
    const { name, scripts } = readReport(inRepository(file))
    return scripts?.test ? [{ name, report: inRepository(path.dirname(file), VITEST_REPORT) }] : []
  })

/** @param {TestRun} run */
async function unit({ env, signal, steps }) {
  const packages = testedPackages()
  for (const { report } of packages) rmSync(report, { force: true })
  const database = await steps.run('Starting a Postgres for the tests', () => startTestDatabase({ env, signal }))
  try {
    // A cached result has no report to count, so every test is run.
    const concurrency = Math.min(4, Math.max(2, os.availableParallelism()))
    const turboArguments = [
      'run',
      'test',
      '--only',
      '--force',
      '--continue',
      `--concurrency=${concurrency}`,
      '--output-logs=errors-only',
      '--ui=stream',
    ]
    const vitestArguments = [
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${VITEST_REPORT}`,
      // A busy machine is slow; only a test that hangs is wrong.
      `--testTimeout=${LONGEST_TEST_MS}`,
      `--hookTimeout=${LONGEST_TEST_MS}`,
    ]
    const { code } = await steps.run(
      'Tests of packages and apps',
      () =>
        runCommand(turboProgram, [...turboArguments, '--', ...vitestArguments], {
          cwd: repositoryDir,
          env: { ...env, ...turboEnvironment, TEST_DATABASE_URL: database.templateUrl },
          signal,
          show: true,
        }),
      hasPassed,
    )
    return countUnit(packages, code)
  } finally {
    await database.close()
  }
}

/** @param {{ name: string, report: string }[]} packages @param {number} code turbo's exit code */
function countUnit(packages, code) {
  const reports = packages.map(({ name, report }) => ({ name, found: readReport(report) }))
  const result = addResults(reports.map(({ name, found }) => (found ? fromVitest(found, name) : noResult())))
  if (code === 0 || result.failed > 0) return result
  const silent = reports.filter(({ found }) => !found?.success).map(({ name }) => name)
  return addResults([
    result,
    toCheckResult(`a test runner failed (one of ${silent.join(', ') || 'all'}); see above`, false),
  ])
}

/** @param {TestRun} run */
async function build({ env, signal, steps }) {
  await buildApps({ steps, options: { env, signal } })
  return toCheckResult('Build', true)
}

/** @param {TestRun} run */
async function e2e({ env, signal, steps }) {
  const chromium = await provideChromium({ env, signal }, steps)
  const dir = inRepository('e2e')
  const report = path.join(dir, 'test-results', 'results.json')
  rmSync(report, { force: true })
  const { code } = await steps.run(
    'Browser journeys',
    () =>
      runCommand(process.execPath, [path.join(dir, 'node_modules', '@playwright', 'test', 'cli.js'), 'test'], {
        cwd: dir,
        env: { ...env, CHROMIUM_PATH: chromium },
        signal,
        show: true,
        endGraceMs: E2E_END_GRACE_MS,
      }),
    hasPassed,
  )
  const found = readReport(report)
  const result = found ? fromPlaywright(found) : noResult()
  return code !== 0 && result.failed === 0
    ? addResults([result, toCheckResult('the browser journeys could not be run; see above', false)])
    : result
}

/** In the order they run: what is quick and likely to fail comes first. @type {Layer[]} */
export const layers = [
  { name: 'lint', partOf: ['lint'], run: lint },
  { name: 'types', partOf: ['types', 'typecheck', 'lint'], run: types },
  { name: 'tooling', partOf: ['tooling', 'unit'], run: tooling },
  { name: 'unit', partOf: ['unit'], run: unit },
  { name: 'build', partOf: ['build', 'e2e'], run: build },
  { name: 'e2e', partOf: ['e2e'], run: e2e },
]
