'use client'
import type { GroupName } from '@turnpike/activity/core/to-usage-report'
import { FreshnessLine } from '@turnpike/ui/layout/freshness-line'
import { Skeleton } from '@turnpike/ui/layout/panel'
import type { ReactNode } from 'react'
import { QueryPanel } from '@/components/query-panel.tsx'
import { GROUP_TITLES } from './group-text.ts'
import { UsageTable } from './usage-table.tsx'
import type { ReportUrl } from './use-report-url.ts'
import type { UsageReportQuery } from './use-usage-report.ts'

type TablePanelProps = {
  query: UsageReportQuery
  report: ReportUrl
  empty: ReactNode
  action: ReactNode
  hrefOf: (group: GroupName) => string | null
  onReach: (group: GroupName | undefined) => void
}

/** Rows, and under them the proof that they are the figure: both were summed apart and are compared exactly. */
export function TablePanel({ query, report, empty, action, hrefOf, onReach }: TablePanelProps) {
  return (
    <QueryPanel
      name="breakdown"
      title={`By ${GROUP_TITLES[report.group].toLowerCase()}`}
      query={query}
      skeleton={<Skeleton lines={8} />}
      isEmpty={({ totals }) => totals.requests === 0n}
      empty={empty}
      action={action}
      footer={({ rows, totals, completeToMs }) => (
        <FreshnessLine
          completeToMs={completeToMs}
          requests={totals.requests}
          sum={{ total: totals.costNanoUsd, rows: rows.reduce((sum, row) => sum + row.costNanoUsd, 0n) }}
        />
      )}
    >
      {(data) => <UsageTable report={data} metric={report.metric} hrefOf={hrefOf} onReach={onReach} />}
    </QueryPanel>
  )
}
