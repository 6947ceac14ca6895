/** The apps' log lines in one terminal: each behind its app's name, in colour and made readable on a terminal only. */

/** @type {Record<string, number>} ANSI colours */
const colours = { gateway: 36, dashboard: 35, worker: 33, sandbox: 32, postgres: 34 }
const NAME_WIDTH = 9
/** @type {Record<number, [label: string, colour: number]>} pino's levels */
const levels = {
  10: ['trace', 90],
  20: ['debug', 90],
  30: ['info', 32],
  40: ['warn', 33],
  50: ['error', 31],
  60: ['fatal', 31],
}
const HIDDEN_FIELDS = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'name', 'app', 'service', 'v'])

/** @param {string} text @param {number} colour */
const paint = (text, colour) => `\u001b[${colour}m${text}\u001b[0m`

/** @param {unknown} value */
const toWord = (value) => (typeof value === 'string' ? value : JSON.stringify(value))

/** A pino line as a person reads it; any other line as it is. @param {string} line */
function toReadable(line) {
  if (!line.startsWith('{')) return line
  /** @type {Record<string, unknown>} */
  let entry
  try {
    entry = JSON.parse(line)
  } catch {
    return line
  }
  const level = levels[Number(entry.level)]
  if (!level) return line
  const time = new Date(/** @type {number | string} */ (entry.time ?? 0))
  const clock = Number.isNaN(time.getTime()) ? '' : `${time.toTimeString().slice(0, 8)} `
  const fields = Object.entries(entry).filter(([key]) => !HIDDEN_FIELDS.has(key))
  const rest = fields.map(([key, value]) => `${key}=${toWord(value)}`).join(' ')
  return `${clock}${paint(level[0].padEnd(5), level[1])} ${entry.msg ?? ''}${rest ? ` ${paint(rest, 90)}` : ''}`
}

/**
 * @param {string} name @param {string} line @param {{ terminal: boolean }} where
 */
export function formatLogLine(name, line, { terminal }) {
  if (!terminal) return `[${name}] ${line}`
  return `${paint(name.padEnd(NAME_WIDTH), colours[name] ?? 37)} ${toReadable(line)}`
}
