'use client'
import { Instant } from '@turnpike/ui/figures/instant'
import { useViewer } from '@/components/viewer-context.tsx'
import { describeKeyEvent, type KeyEvent } from './describe-key-event.ts'

export type KeyHistoryEntry = KeyEvent & { id: string; actorName: string | null; createdAt: Date }

/** Who did what to the key, the newest first. */
export function KeyHistory({ entries }: { entries: readonly KeyHistoryEntry[] }) {
  const { timeZone } = useViewer()
  return (
    <ol className="flex flex-col">
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="flex flex-wrap items-baseline justify-between gap-x-4 border-line border-b py-2 last:border-b-0"
        >
          <span className="min-w-0 break-words">
            <span className="font-medium">{entry.actorName ?? 'Turnpike'}</span> {describeKeyEvent(entry, timeZone)}
          </span>
          <Instant
            atMs={entry.createdAt.getTime()}
            timeZone={timeZone}
            shown="exact"
            className="whitespace-normal text-ink-3 text-meta"
          />
        </li>
      ))}
    </ol>
  )
}
