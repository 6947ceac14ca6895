'use client'
import { Button, buttonClass } from '@turnpike/ui/controls/button'
import { Dialog, DialogClose } from '@turnpike/ui/controls/dialog'
import { Money } from '@turnpike/ui/figures/money'
import { Count } from '@turnpike/ui/figures/quantity'
import { isoInstant } from '@turnpike/ui/format/time-text'
import { Download } from 'lucide-react'
import { type ActivityAddress, toActivitySearch } from '@/components/activity-address.ts'
import { formatRange } from '@/components/range-text.ts'
import type { ShownReport } from './use-usage-report.ts'

type ReportExportDialogProps = { path: string; address: ActivityAddress; report: ShownReport | undefined }

/** Says what the file will hold before it is made: the rows of the table, all of them. */
export function ReportExportDialog({ path, address, report }: ReportExportDialogProps) {
  return (
    <Dialog
      title="Export CSV"
      description="The table, all of its rows, with exact amounts."
      trigger={
        <Button size="small" disabled={report === undefined || report.rows.length === 0}>
          <Download aria-hidden="true" className="size-3.5" />
          Export
        </Button>
      }
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          {report ? (
            <DialogClose
              nativeButton={false}
              render={
                <a
                  href={toExportAddress(path, address, report)}
                  download
                  className={buttonClass({ variant: 'primary' })}
                />
              }
            >
              Download CSV
            </DialogClose>
          ) : null}
        </>
      }
    >
      {report ? (
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
          <dt className="text-ink-2">Rows</dt>
          <dd>
            <Count count={report.rows.length} metric="export-rows" />, by {report.group}
          </dd>
          <dt className="text-ink-2">Sum of spend</dt>
          <dd>
            <Money amount={report.totals.costNanoUsd} kind="total" metric="export-sum" />
          </dd>
          <dt className="text-ink-2">Range</dt>
          <dd>
            {formatRange(report.range, report.range.timeZone)}, {report.range.timeZone}
          </dd>
        </dl>
      ) : null}
    </Dialog>
  )
}

/** The resolved instants and not the words, so that the file holds what is on screen. */
function toExportAddress(path: string, address: ActivityAddress, { range, group }: ShownReport): string {
  const words = {
    ...address,
    range: null,
    from: isoInstant(range.fromMs),
    to: isoInstant(range.toMs),
    tz: range.timeZone,
  }
  return `${path}/export${toActivitySearch(words)}&group=${group}`
}
