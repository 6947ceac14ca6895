/**
 * Runs one job again and again. Guarantees: never twice at the same time; a failure is logged once a streak and tried
 * again after a growing wait, so that a lost database fills no log and a returned one is noticed soon.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type pino from 'pino'

export type Timer = {
  name: string
  everyMs: number
  /** One bounded piece of work. What it gives is logged when it is not null: something worth a line happened. */
  run: () => Promise<Record<string, unknown> | null>
}

export type RunningTimer = {
  /** Ends the waiting and resolves when the run that was under way has ended. */
  stop: () => Promise<void>
}

type Sleep = (ms: number, signal: AbortSignal) => Promise<void>

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000

/** The pause after a run: the timer's own, or a growing one while it fails. */
export const nextDelayMs = (everyMs: number, failures: number): number =>
  failures === 0 ? everyMs : Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10))

export function startTimer(timer: Timer, log: pino.Logger, sleep: Sleep = sleepUntilAborted): RunningTimer {
  const stopping = new AbortController()
  const ended = loop(timer, log.child({ timer: timer.name }), sleep, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}

async function loop(timer: Timer, log: pino.Logger, sleep: Sleep, stopping: AbortSignal): Promise<void> {
  let failures = 0
  while (!stopping.aborted) {
    failures = await runOnce(timer, log, failures)
    await sleep(nextDelayMs(timer.everyMs, failures), stopping)
  }
}

/** How many runs in a row have failed by now. */
async function runOnce(timer: Timer, log: pino.Logger, failures: number): Promise<number> {
  try {
    const outcome = await timer.run()
    if (failures > 0) log.info({ failures }, `${timer.name} works again`)
    if (outcome !== null) log.info(outcome, timer.name)
    return 0
  } catch (error) {
    if (failures === 0) log.error({ error: toLogged(error) }, `${timer.name} failed; trying again`)
    else log.debug({ error: toLogged(error), failures }, `${timer.name} failed again`)
    return failures + 1
  }
}

const toLogged = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)

const sleepUntilAborted: Sleep = (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined)
