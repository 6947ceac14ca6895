import { setTimeout as wait } from 'node:timers/promises'

const BOUND_MS = 20_000

/**
 * Waits until something holds; fails with its description when it never does.
 * @param {string} description @param {() => unknown} condition
 */
export async function until(description, condition) {
  const deadline = performance.now() + BOUND_MS
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`never happened: ${description}`)
    await wait(20)
  }
}
