/** Counting: what the test runners report becomes one number of passed, failed and skipped per layer. Pure. */
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[], skips: string[] }} Result
 *   `failures` and `skips` name them
 * @typedef {{ layer: string, result: Result, ms: number }} LayerResult
 */

/** @returns {Result} */
export const noResult = () => ({ passed: 0, failed: 0, skipped: 0, failures: [], skips: [] })

/** A check that is not a test suite, such as the linter. @param {string} name @param {boolean} ok @returns {Result} */
export const toCheckResult = (name, ok) =>
  ok ? { ...noResult(), passed: 1 } : { ...noResult(), failed: 1, failures: [name] }

/** @param {Result[]} results @returns {Result} */
export const addResults = (results) =>
  results.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
      failures: [...sum.failures, ...one.failures],
      skips: [...sum.skips, ...one.skips],
    }),
    noResult(),
  )

/** @param {'passed' | 'failed' | 'skipped'} outcome @param {string} name @returns {Result} */
function toOne(outcome, name) {
  if (outcome === 'passed') return { ...noResult(), passed: 1 }
  if (outcome === 'failed') return { ...noResult(), failed: 1, failures: [name] }
  return { ...noResult(), skipped: 1, skips: [name] }
}

/**
 * vitest's JSON report. A file that could not even be loaded has no tests in it and counts as one failure.
 * @param {any} report @param {string} packageName
 */
export function fromVitest(report, packageName) {
  /** @type {any[]} */
  const files = report.testResults ?? []
  const results = files.flatMap((file) => {
    /** @type {any[]} */
    const tests = file.assertionResults ?? []
    const counted = tests.map((test) => {
      const outcome = test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped'
      return toOne(outcome, `${packageName}: ${test.fullName}`)
    })
    const brokenFile = file.status === 'failed' && !tests.some((test) => test.status === 'failed')
    return brokenFile
      ? [...counted, toOne('failed', `${packageName}: ${file.name} ${file.message ?? ''}`.trim())]
      : counted
  })
  return addResults(results)
}

/** The tests of a Playwright suite, with the titles that lead to them. @param {any} suite @param {string[]} titles @returns {Result[]} */
function fromPlaywrightSuite(suite, titles) {
  const path = suite.title ? [...titles, suite.title] : titles
  /** @type {any[]} */
  const specs = suite.specs ?? []
  const own = specs.flatMap((spec) =>
    spec.tests.map((/** @type {any} */ test) => {
      // A test that passed only on a second try is not trusted.
      const outcome = test.status === 'expected' ? 'passed' : test.status === 'skipped' ? 'skipped' : 'failed'
      return toOne(outcome, [...path, spec.title].join(' › '))
    }),
  )
  return [...own, ...(suite.suites ?? []).flatMap((/** @type {any} */ inner) => fromPlaywrightSuite(inner, path))]
}

/** Playwright's JSON report. Errors outside any test (set-up, loading) count as failures. @param {any} report */
export function fromPlaywright(report) {
  const errors = (report.errors ?? []).map((/** @type {any} */ error) =>
    toOne('failed', stripVTControlCharacters(String(error.message ?? error))),
  )
  return addResults([
    ...(report.suites ?? []).flatMap((/** @type {any} */ suite) => fromPlaywrightSuite(suite, [])),
    ...errors,
  ])
}

/**
 * `node --test` in TAP: the tests without sub-tests of their own.
 * @param {string} tap
 */
export function fromTap(tap) {
  /** @type {Result[]} */
  const results = []
  const lines = tap.split('\n')
  lines.forEach((line, index) => {
    const match = /^(\s*)(not )?ok \d+ - (.*?)(?: # (SKIP|TODO).*)?$/.exec(line)
    if (!match) return
    const [, , failed, name = '', directive] = match
    const isSuite = lines.slice(index + 1, index + 5).some((next) => /^\s*type: 'suite'/.test(next))
    if (!isSuite) results.push(toOne(directive ? 'skipped' : failed ? 'failed' : 'passed', name))
  })
  return addResults(results)
}

/** @param {Result} result */
const toCounts = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/**
 * @param {LayerResult[]} layers
 * @returns {string} ends with the closing line, alone
 */
export function toSummary(layers) {
  const total = addResults(layers.map(({ result }) => result))
  const width = Math.max(0, ...layers.map(({ layer }) => layer.length))
  const rows = layers.map(
    ({ layer, result, ms }) => `  ${layer.padEnd(width)}  ${toCounts(result)} (${(ms / 1000).toFixed(1)} s)`,
  )
  const skips = total.skips.length > 0 ? ['', 'Skipped:', ...total.skips.map((name) => `  - ${name}`)] : []
  const failures = total.failures.length > 0 ? ['', 'Failed:', ...total.failures.map((name) => `  ✖ ${name}`)] : []
  return ['', ...rows, ...skips, ...failures, '', toCounts(total), ''].join('\n')
}
