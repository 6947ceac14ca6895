import type { RangePreset } from '@turnpike/activity/core/resolve-range'

/** The range of a Logs address that names none. */
export const LOGS_PRESET: RangePreset = '24h'
