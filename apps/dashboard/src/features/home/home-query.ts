import type { ActivityQuery } from '@/components/activity-address.ts'

/** Home has a range and a zone; filters in its address are carried along and select nothing here. */
export const homeQuery = ({ range, from, to, tz, asOfMs }: ActivityQuery): ActivityQuery => ({
  ...(range === undefined ? {} : { range }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
  tz,
  asOfMs,
})
