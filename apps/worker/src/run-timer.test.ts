import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { nextDelayMs, startTimer, type Timer } from './run-timer.ts'

type Line = { level: number; msg: string; failures?: number }

/** A timer whose pauses take no time, stopped after a number of runs, with what it logged and how long it paused. */
async function runTimes(times: number, run: Timer['run']) {
  const lines: Line[] = []
  const pauses: number[] = []
  const log = pino({ level: 'info' }, { write: (text: string) => lines.push(JSON.parse(text)) })
  const { promise: done, resolve: finish } = Promise.withResolvers<void>()
  const timer = startTimer({ name: 'job', everyMs: 2_000, run }, log, async (ms) => {
    pauses.push(ms)
    if (pauses.length < times) return
    finish()
    await new Promise<void>((resolve) => setImmediate(resolve))
  })
  await done
  await timer.stop()
  return { lines, pauses: pauses.slice(0, times) }
}

describe('a timer', () => {
  it('logs a streak of failures once, waits longer each time, and says when it works again', async () => {
    let run = 0
    const { lines, pauses } = await runTimes(5, async () => {
      run++
      if (run === 2 || run === 3 || run === 4) throw new Error('the database is away')
      return null
    })
    expect(pauses).toEqual([2_000, 1_000, 2_000, 4_000, 2_000])
    expect(lines.map(({ msg }) => msg).slice(0, 2)).toEqual(['job failed; trying again', 'job works again'])
    expect(lines.filter(({ level }) => level >= 50)).toHaveLength(1)
  })

  it('never runs twice at the same time', async () => {
    let [running, most] = [0, 0]
    await runTimes(10, async () => {
      most = Math.max(most, ++running)
      await new Promise<void>((resolve) => setImmediate(resolve))
      running--
      return null
    })
    expect(most).toBe(1)
  })

  it('tries again at least every minute, however long it has failed', () => {
    for (let failures = 1; failures < 2_000; failures++) {
      expect(nextDelayMs(900_000, failures)).toBeGreaterThan(0)
      expect(nextDelayMs(900_000, failures)).toBeLessThanOrEqual(60_000)
    }
  })

  it('ends a stop only after the run that was under way', async () => {
    const { promise: release, resolve: finishRun } = Promise.withResolvers<void>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    let ended = false
    const run = async () => {
      begin()
      await release
      ended = true
      return null
    }
    const timer = startTimer({ name: 'job', everyMs: 60_000, run }, pino({ level: 'silent' }))
    await begun
    const stopped = timer.stop()
    finishRun()
    await stopped
    expect(ended).toBe(true)
  })
})
