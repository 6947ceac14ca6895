'use client'
import { Button, buttonClass } from '@turnpike/ui/controls/button'
import { Dialog, DialogClose } from '@turnpike/ui/controls/dialog'
import { Money } from '@turnpike/ui/figures/money'
import { Count } from '@turnpike/ui/figures/quantity'
import { isoInstant } from '@turnpike/ui/format/time-text'
import { Download } from 'lucide-react'
import { type ActivityAddress, toActivitySearch } from '@/components/activity-address.ts'
import { formatRange } from '@/components/range-text.ts'
import type { ActivityUrl } from '@/components/use-activity-url.ts'

export type ExportDialogProps = {
  /** Path of the list. */
  path: string
  activity: ActivityUrl
  /** Row count and sum of what is selected now. */
  sum: { requests: number; costNanoUsd: bigint } | undefined
}

/** Says what the file will hold before it is made: exactly the filtered rows, all of them. */
export function ExportDialog({ path, activity, sum }: ExportDialogProps) {
  const { range, address } = activity
  return (
    <Dialog
      title="Export CSV"
      description="All requests that the filters select, not only the ones on screen."
      trigger={
        <Button size="small" disabled={sum === undefined}>
          <Download aria-hidden="true" className="size-3.5" />
          Export
        </Button>
      }
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <DialogClose
            nativeButton={false}
            render={
              <a
                href={toExportAddress(path, activity.address, range)}
                download
                className={buttonClass({ variant: 'primary' })}
              />
            }
          >
            Download CSV
          </DialogClose>
        </>
      }
    >
      {sum === undefined ? null : (
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
          <dt className="text-ink-2">Rows</dt>
          <dd>
            <Count count={sum.requests} metric="export-rows" />
          </dd>
          <dt className="text-ink-2">Sum of cost</dt>
          <dd>
            <Money amount={sum.costNanoUsd} kind="total" metric="export-sum" />
          </dd>
          <dt className="text-ink-2">Range</dt>
          <dd>
            {formatRange(range, range.timeZone)}, {range.timeZone}
          </dd>
          <dt className="text-ink-2">Filters</dt>
          <dd className="break-words">{toActivitySearch(filtersOf(address)).slice(1) || 'none'}</dd>
        </dl>
      )}
    </Dialog>
  )
}

const filtersOf = ({ range, from, to, tz, ...filters }: ActivityAddress): Partial<ActivityAddress> => filters

/** The resolved instants and not the words, so that the file holds what was counted here. */
const toExportAddress = (
  path: string,
  address: ActivityAddress,
  range: { fromMs: number; toMs: number; timeZone: string },
): string =>
  `${path}/export${toActivitySearch({
    from: isoInstant(range.fromMs),
    to: isoInstant(range.toMs),
    tz: range.timeZone,
    ...filtersOf(address),
  })}`
