/**
 * Runs one program to its end, in its own process group, keeping its output for the case that it fails.
 */
import { spawn } from 'node:child_process'
import { Problem, Stopped } from './problem.mjs'
import { sendSignal } from './processes.mjs'

/**
 * @typedef {{
 *   cwd?: string,
 *   env?: NodeJS.ProcessEnv,
 *   uid?: number,
 *   gid?: number,
 *   timeoutMs?: number,
 *   signal?: AbortSignal,
 *   show?: boolean,
 *   endGraceMs?: number,
 *   onSpawn?: (pid: number) => void,
 *   onEnd?: (pid: number) => void,
 * }} CommandOptions `show` passes the output through instead of keeping it ·
 *   `endGraceMs`: how long the program may take to end when asked to
 * @typedef {{ code: number, output: string }} CommandResult
 */

const END_GRACE_MS = 5_000
const KEPT_CHARACTERS = 200_000
const SHOWN_LINES = 40

/** @param {string} output @param {number} [lines] */
export const lastLines = (output, lines = SHOWN_LINES) => output.trimEnd().split('\n').slice(-lines).join('\n')

/**
 * @param {string} command @param {string[]} args @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>} whatever the exit code; a program ended by a signal has the code 128
 */
export function runCommand(command, args, options = {}) {
  const { signal, timeoutMs = 1_200_000, show = false, endGraceMs = END_GRACE_MS, onSpawn, onEnd, ...rest } = options
  if (signal?.aborted) return Promise.reject(new Stopped())
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...rest,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      detached: true,
    })
    let output = ''
    let late = false
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-KEPT_CHARACTERS)
      })
    }
    const end = () => {
      if (child.pid === undefined) return
      const group = -child.pid
      sendSignal(group, 'SIGINT')
      setTimeout(() => sendSignal(group, 'SIGKILL'), endGraceMs).unref()
    }
    const bound = setTimeout(() => {
      late = true
      end()
    }, timeoutMs)
    signal?.addEventListener('abort', end, { once: true })
    const settle = () => {
      clearTimeout(bound)
      signal?.removeEventListener('abort', end)
      if (child.pid !== undefined) onEnd?.(child.pid)
    }
    child.on('error', (error) => {
      settle()
      reject(new Problem(`${command} cannot be run: ${error.message}`))
    })
    child.on('spawn', () => child.pid !== undefined && onSpawn?.(child.pid))
    child.on('close', (code) => {
      settle()
      if (signal?.aborted) reject(new Stopped())
      else if (late)
        reject(
          new Problem(`${command} ${args[0] ?? ''} did not end within ${timeoutMs / 1000} s.\n${lastLines(output)}`),
        )
      else resolve({ code: code ?? 128, output })
    })
  })
}

/**
 * Like runCommand, but an exit code other than 0 is a Problem that shows the end of the output.
 * @param {string} failure the sentence to say then
 * @param {string} command @param {string[]} args @param {CommandOptions} [options]
 */
export async function runOrFail(failure, command, args, options) {
  const { code, output } = await runCommand(command, args, options)
  if (code !== 0) throw new Problem(`${failure} (exit code ${code})\n${lastLines(output)}`)
  return output
}
