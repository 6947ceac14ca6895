import { pino } from 'pino'

export type Logger = pino.Logger

/** JSON lines on standard output. Callers log named fields; headers, bodies and secrets are never among them. */
export const createLogger = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['apiKey', 'secret', 'authorization'] })
