/** Says what is being done and for how long, so that nobody looks at a silent terminal for more than a few seconds. */

/**
 * @typedef {{ write(text: string): unknown, isTTY?: boolean }} Output
 * @typedef {{
 *   run<T>(name: string, work: () => Promise<T>, isGood?: (result: T) => boolean): Promise<T>,
 *   note(text: string): void,
 *   print(line: string): void,
 * }} Steps `isGood`: whether what a step has found out is good news · `print` puts a line of somebody else above the one that shows the progress
 */

const REMIND_AFTER_MS = 4_000
const REDRAW_MS = 500
const CLEAR_LINE = '\r\u001b[2K'

/** @param {number} ms */
export const toSeconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/**
 * @param {{ output?: Output, now?: () => number }} [edges]
 * @returns {Steps}
 */
export function createSteps({ output = process.stdout, now = () => performance.now() } = {}) {
  const live = output.isTTY === true
  const clear = live ? CLEAR_LINE : ''
  return {
    print: (line) => void output.write(`${clear}${line}\n`),
    note: (text) => void output.write(`${clear}  ${text}\n`),
    run: async (name, work, isGood = () => true) => {
      const startedAt = now()
      const draw = () => {
        const elapsed = `${Math.round((now() - startedAt) / 1000)} s`
        output.write(live ? `${CLEAR_LINE}… ${name} (${elapsed})` : `… ${name} (${elapsed})\n`)
      }
      const timer = setInterval(draw, live ? REDRAW_MS : REMIND_AFTER_MS)
      if (live) draw()
      /** @param {string} mark */
      const finish = (mark) => {
        clearInterval(timer)
        output.write(`${clear}${mark} ${name} ${toSeconds(now() - startedAt)}\n`)
      }
      try {
        const result = await work()
        finish(isGood(result) ? '✔' : '✖')
        return result
      } catch (error) {
        finish('✖')
        throw error
      }
    },
  }
}
