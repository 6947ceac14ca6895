import { toWallClock } from '@turnpike/activity/core/time-zone'

export type ExportFacts = {
  organization: string
  workspace: string
  /** `logs`, `analytics`. */
  what: string
  range: { fromMs: number; toMs: number; timeZone: string }
}

/** `{org}_{ws}_{what}_{from}_{to}_{tz}.csv`; the times are of the zone, and no character needs quoting. */
export function toExportName({ organization, workspace, what, range }: ExportFacts): string {
  const { fromMs, toMs, timeZone } = range
  const [from, to] = [fromMs, toMs].map((instantMs) => toWallClockText(instantMs, timeZone))
  return `${[organization, workspace, what, from, to, timeZone.replace(/[^\w+-]/g, '-')].join('_')}.csv`
}

const toWallClockText = (instantMs: number, timeZone: string): string =>
  new Date(toWallClock(instantMs, timeZone)).toISOString().slice(0, 16).replaceAll(':', '')
