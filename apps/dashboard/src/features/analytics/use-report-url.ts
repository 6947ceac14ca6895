'use client'
/** How usage is looked at, from the address; a change pushes history, so that Back undoes it. */
import { parseAsString, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { type ReportDefaults, type ReportView, toReportView } from './report-address.ts'

const PARSERS = {
  group: parseAsString,
  metric: parseAsString,
  bucket: parseAsString,
  compare: parseAsString,
  chart: parseAsString,
}

export type ReportUrl = ReportView & {
  notices: string[]
  change: (view: Partial<ReportView>) => void
}

export function useReportUrl(defaults: ReportDefaults): ReportUrl {
  const [address, setAddress] = useQueryStates(PARSERS, { history: 'push' })
  const { view, notices } = useMemo(() => toReportView(address, defaults), [address, defaults])
  const change = (wanted: Partial<ReportView>) => {
    const next = { ...view, ...wanted }
    void setAddress({
      group: next.group === defaults.group ? null : next.group,
      metric: next.metric === 'spend' ? null : next.metric,
      bucket: next.bucket,
      compare: next.isCompared ? null : 'off',
      chart: next.shape === 'bars' ? null : next.shape,
    })
  }
  return { ...view, notices, change }
}
