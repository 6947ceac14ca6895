import { cn } from '../cn.ts'

export type Status = 'ok' | 'retried' | 'caution' | 'failed' | 'refused'

const MARKS: Record<Status, { shape: string; className: string }> = {
  ok: { shape: '', className: 'text-ink' },
  retried: { shape: '↻', className: 'text-ink' },
  caution: { shape: '▲', className: 'text-caution' },
  failed: { shape: '✕', className: 'text-danger' },
  refused: { shape: '⊘', className: 'text-danger' },
}

/** A status is always word, shape and colour together. `word` is what is said: "200", "refused". */
export function StatusMark({ status, word, className }: { status: Status; word: string; className?: string }) {
  const mark = MARKS[status]
  return (
    <span className={cn('whitespace-nowrap tabular-nums', mark.className, className)} data-status={status}>
      {mark.shape ? <span aria-hidden="true">{mark.shape} </span> : null}
      {word}
    </span>
  )
}
