/**
 * `npm test`: every layer, or the one that is named, in one run that needs nothing prepared.
 *
 * Guarantees: a layer that fails does not hide the others; everything that was started is ended, also on Ctrl-C; the
 * last line is `N passed, N failed` (with `, N skipped` when there are any). Exit codes: 0 when nothing failed, 1 when
 * something did, 130 when it was stopped.
 */
import { providersDir } from './catalog.mjs'
import { readProviderKeyNames } from './env-file.mjs'
import { preparePackages } from './prepare.mjs'
import { Problem, printFailure, Stopped } from './problem.mjs'
import { createSteps } from './steps.mjs'
import { listenForStop } from './stop-request.mjs'
import { toTestEnvironment } from './test-environment.mjs'
import { layers } from './test-layers.mjs'
import { toCheckResult, toSummary } from './test-results.mjs'

/**
 * @typedef {import('./test-layers.mjs').Layer} Layer
 * @typedef {import('./test-layers.mjs').TestRun} TestRun
 * @typedef {import('./test-results.mjs').LayerResult} LayerResult
 */

const STOPPED_EXIT_CODE = 130

/** @param {string[]} words what follows `npm test --` @returns {Layer[]} */
export function chooseLayers(words) {
  const known = [...new Set(layers.flatMap(({ partOf }) => partOf))]
  const unknown = words.filter((word) => !known.includes(word))
  if (unknown.length > 0)
    throw new Problem(
      `npm test does not know "${unknown.join(' ')}": use it alone, or with -- and one of ${known.join(', ')}.`,
    )
  return words.length === 0 ? layers : layers.filter(({ partOf }) => partOf.some((word) => words.includes(word)))
}

/**
 * @param {string} layer @param {() => Promise<import('./test-results.mjs').Result>} work
 * @returns {Promise<LayerResult>}
 */
async function runLayer(layer, work) {
  const startedAt = performance.now()
  try {
    const result = await work()
    return { layer, result, ms: performance.now() - startedAt }
  } catch (error) {
    if (error instanceof Stopped) throw error
    printFailure(error, process.stdout)
    return {
      layer,
      result: toCheckResult(`${layer}: could not be run; see above`, false),
      ms: performance.now() - startedAt,
    }
  }
}

/** @param {Layer[]} chosen @param {TestRun} run @returns {Promise<LayerResult[]>} */
async function runLayers(chosen, run) {
  const preparation = await runLayer('preparation', async () => {
    await preparePackages({ steps: run.steps, options: { env: run.env, signal: run.signal } })
    return toCheckResult('preparation', true)
  })
  if (preparation.result.failed > 0) return [preparation]
  /** @type {LayerResult[]} */
  const results = []
  for (const layer of chosen) {
    process.stdout.write(`\n── ${layer.name} ──\n`)
    results.push(await runLayer(layer.name, () => layer.run(run)))
  }
  return results
}

/** @param {string[]} words @returns {Promise<number>} the exit code */
export async function testProduct(words) {
  /** @type {Layer[]} */
  let chosen
  try {
    chosen = chooseLayers(words)
  } catch (error) {
    printFailure(error)
    return 1
  }
  const stop = listenForStop({
    onRequest: (by) => process.stdout.write(`\nStopping (${by}) …\n`),
    onForce: () => process.exit(STOPPED_EXIT_CODE),
  })
  const env = toTestEnvironment(process.env, readProviderKeyNames(providersDir) ?? [])
  try {
    const results = await runLayers(chosen, { env, signal: stop.signal, steps: createSteps() })
    process.stdout.write(toSummary(results))
    return results.some(({ result }) => result.failed > 0) ? 1 : 0
  } catch (error) {
    if (stop.signal.aborted) return STOPPED_EXIT_CODE
    throw error
  } finally {
    stop.dispose()
  }
}
