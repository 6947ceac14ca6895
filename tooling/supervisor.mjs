/**
 * Runs several long-lived programs as one.
 *
 * Guarantees: every line a program prints is passed on with its name; a program that ends unasked is started again with
 * growing pauses, and given up after too many crashes in a short time; stopping goes stage by stage from the highest to
 * the lowest, so nobody loses what it depends on, and waits for each, with a bound, after which it is killed.
 * Each program leads its own process group, so a Ctrl-C at the terminal reaches only the supervisor, which decides.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { Problem, Stopped } from './problem.mjs'
import { sendSignal } from './processes.mjs'

/**
 * @typedef {{
 *   name: string,
 *   stage: number,
 *   command: string,
 *   args: string[],
 *   cwd: string,
 *   env: NodeJS.ProcessEnv,
 *   uid?: number,
 *   gid?: number,
 *   output: 'lines' | number,
 *   leash?: boolean,
 *   ready: (seen: { lines: readonly string[] }) => Promise<boolean>,
 *   readyTimeoutMs: number,
 *   stopSignal: NodeJS.Signals,
 *   stopTimeoutMs: number,
 *   lastSignal: NodeJS.Signals,
 *   explain?: () => string,
 *   onSpawn?: (pid: number) => () => void,
 * }} Service
 *   `stage`: lower ones run before and end after higher ones · `output`: passed on line by line, or written to a file
 *   descriptor · `leash`: opens a channel whose closing tells the program that the supervisor is gone · `explain`: what
 *   to show when the service fails · `onSpawn` returns what to call when that process has ended
 * @typedef {{ crashes: number, crashesBeforeReady: number, windowMs: number, firstPauseMs: number, longestPauseMs: number }} RestartRule
 *   this many crashes within the window are too many; fewer are when it has never been ready: then it is hardly chance
 * @typedef {{
 *   onLine: (name: string, line: string) => void,
 *   onNews: (sentence: string) => void,
 *   onSpawn?: (name: string, pid: number) => void,
 *   onEnd?: (name: string, pid: number) => void,
 *   restart?: RestartRule,
 * }} SupervisorEdges
 * @typedef {{
 *   service: Service,
 *   child: import('node:child_process').ChildProcess | undefined,
 *   ended: Promise<void>,
 *   wasReady: boolean,
 *   crashTimes: number[],
 *   lines: string[],
 *   givenUp: Problem | undefined,
 *   pause: AbortController,
 * }} Running
 */

/** @type {RestartRule} */
export const standardRestart = {
  crashes: 5,
  crashesBeforeReady: 3,
  windowMs: 60_000,
  firstPauseMs: 500,
  longestPauseMs: 8_000,
}

const READY_POLL_MS = 50
const REMEMBERED_LINES = 50

/** @param {RestartRule} rule @param {number} crashes how many happened within the window */
export const pauseBeforeRestart = ({ firstPauseMs, longestPauseMs }, crashes) =>
  Math.min(firstPauseMs * 2 ** (crashes - 1), longestPauseMs)

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
const describeEnd = (code, signal) => (signal ? `was ended by ${signal}` : `ended with exit code ${code}`)

/** @param {SupervisorEdges} edges */
export function createSupervisor({ onLine, onNews, onSpawn, onEnd, restart = standardRestart }) {
  /** @type {Running[]} */
  const all = []
  let stopping = false
  let force = false
  /** @type {(problem: Problem) => void} */
  let announceFailure = () => undefined
  /** Resolves with the reason when a service has been given up. @type {Promise<Problem>} */
  const failed = new Promise((resolve) => {
    announceFailure = resolve
  })

  /** @param {Running} running @param {import('node:child_process').ChildProcess} child */
  const passOnLines = (running, child) => {
    for (const input of [child.stdout, child.stderr]) {
      if (!input) continue
      createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
        running.lines.push(line)
        if (running.lines.length > REMEMBERED_LINES) running.lines.shift()
        onLine(running.service.name, line)
      })
    }
  }

  /** @param {Running} running */
  const launch = (running) => {
    const { service } = running
    const { command, args, cwd, env, uid, gid, output, leash } = service
    const target = output === 'lines' ? 'pipe' : output
    const child = spawn(command, args, {
      cwd,
      env,
      ...(uid !== undefined && { uid }),
      ...(gid !== undefined && { gid }),
      stdio: leash ? ['ignore', target, target, 'ipc'] : ['ignore', target, target],
      detached: true,
    })
    running.child = child
    running.lines = []
    passOnLines(running, child)
    /** @type {(() => void) | undefined} */
    let release
    child.once('spawn', () => {
      if (child.pid === undefined) return
      onSpawn?.(service.name, child.pid)
      release = service.onSpawn?.(child.pid)
    })
    running.ended = new Promise((resolve) => {
      let over = false
      /** @param {string} how */
      const end = (how) => {
        if (over) return
        over = true
        running.child = undefined
        release?.()
        if (child.pid !== undefined) {
          sendSignal(-child.pid, 'SIGKILL')
          onEnd?.(service.name, child.pid)
        }
        resolve()
        if (!stopping) restartLater(running, how)
      }
      child.once('error', (error) => end(`cannot be run (${error.message})`))
      child.once('exit', (code, signal) => end(describeEnd(code, signal)))
    })
  }

  /** @param {Running} running @param {string} how it ended */
  const restartLater = async (running, how) => {
    const now = performance.now()
    running.crashTimes = [...running.crashTimes.filter((time) => now - time < restart.windowMs), now]
    const crashes = running.crashTimes.length
    const { name, explain } = running.service
    const tooMany = running.wasReady ? restart.crashes : restart.crashesBeforeReady
    if (crashes >= tooMany) {
      const detail = explain?.() ?? ''
      const sentence = `${name} ${how}, ${crashes} times within ${restart.windowMs / 1000} s: it is not started again.`
      running.givenUp = new Problem(detail ? `${sentence}\n${detail}` : sentence)
      announceFailure(running.givenUp)
      return
    }
    const pauseMs = pauseBeforeRestart(restart, crashes)
    onNews(`${name} ${how} (crash ${crashes} of at most ${tooMany}); starting it again in ${pauseMs / 1000} s.`)
    try {
      await wait(pauseMs, undefined, { signal: running.pause.signal })
    } catch {
      return
    }
    launch(running)
  }

  /** @param {Running} running */
  const waitUntilReady = async (running) => {
    const { service } = running
    const deadline = performance.now() + service.readyTimeoutMs
    for (;;) {
      if (stopping) throw new Stopped()
      if (running.givenUp) throw running.givenUp
      if (running.child && (await service.ready({ lines: running.lines }))) {
        running.wasReady = true
        return
      }
      if (performance.now() > deadline) {
        const detail = service.explain?.() ?? running.lines.slice(-10).join('\n')
        throw new Problem(`${service.name} did not become ready within ${service.readyTimeoutMs / 1000} s.\n${detail}`)
      }
      await wait(READY_POLL_MS)
    }
  }

  /** @param {Running} running */
  const end = async (running) => {
    running.pause.abort()
    const { child, service } = running
    if (child?.pid === undefined) return
    if (force) sendSignal(-child.pid, service.lastSignal)
    else sendSignal(child.pid, service.stopSignal)
    const killer = setTimeout(() => {
      onNews(`${service.name} did not end within ${service.stopTimeoutMs / 1000} s and is killed.`)
      if (child.pid !== undefined) sendSignal(-child.pid, 'SIGKILL')
    }, service.stopTimeoutMs)
    await running.ended
    clearTimeout(killer)
  }

  return {
    failed,

    /**
     * Starts a service and resolves when it is ready.
     * @param {Service} service
     */
    start: async (service) => {
      if (stopping) throw new Stopped()
      /** @type {Running} */
      const running = {
        service,
        child: undefined,
        ended: Promise.resolve(),
        wasReady: false,
        crashTimes: [],
        lines: [],
        givenUp: undefined,
        pause: new AbortController(),
      }
      all.push(running)
      launch(running)
      await waitUntilReady(running)
    },

    /** Ends everything, the highest stage first. Resolves when nothing runs any more. */
    stop: async () => {
      stopping = true
      const stages = [...new Set(all.map(({ service }) => service.stage))].sort((one, other) => other - one)
      for (const stage of stages) await Promise.all(all.filter(({ service }) => service.stage === stage).map(end))
    },

    /** Cuts a stop that is under way short. */
    kill: () => {
      stopping = true
      force = true
      for (const { child, service } of all) if (child?.pid !== undefined) sendSignal(-child.pid, service.lastSignal)
    },
  }
}

/** @typedef {ReturnType<typeof createSupervisor>} Supervisor */
