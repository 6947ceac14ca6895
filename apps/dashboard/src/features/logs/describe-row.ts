/** What a row of the list says about how its request ended. Guarantee: whatever did not succeed has a reason in words. */
import type { Status } from '@turnpike/ui/figures/status-mark'
import { formatMoney } from '@turnpike/ui/format/money-text'
import type { LogRow } from '@/server/logs/to-log-row.ts'
import { limitName } from './limit-words.ts'

type Ended = Pick<LogRow, 'outcome' | 'status'>

const MARKS: Record<LogRow['outcome'], { status: Status; word: string }> = {
  succeeded: { status: 'ok', word: '' },
  failed: { status: 'failed', word: ' failed' },
  refused: { status: 'refused', word: ' refused' },
  cancelled: { status: 'caution', word: ' cancelled' },
}

/** Word and shape: "200", "402 refused". */
export function toStatusMark({ outcome, status }: Ended): { status: Status; word: string } {
  const mark = MARKS[outcome]
  return { status: mark.status, word: `${status}${mark.word}` }
}

/** How often it was tried again after the first attempt. */
export const countRetries = ({ attempts }: Pick<LogRow, 'attempts'>): number => Math.max(0, attempts.length - 1)

type Explained = Pick<LogRow, 'outcome' | 'refusal' | 'errorCode' | 'errorMessage' | 'costNanoUsd'>

/** Why it was refused, failed or ended early: "Refused: key limit leaves $0.12, needed up to $0.98". */
export function explainRow(row: Explained): string | null {
  switch (row.outcome) {
    case 'succeeded':
      return null
    case 'refused':
      return `Refused: ${row.refusal ? explainRefusal(row.refusal) : causeOf(row)}`
    case 'failed':
      return `Failed: ${causeOf(row)}`
    case 'cancelled':
      return row.costNanoUsd > 0n
        ? 'Cancelled by the client; what had been delivered is charged'
        : 'Cancelled by the client; nothing is charged'
  }
}

function explainRefusal({ limitSource, freeNanoUsd, neededNanoUsd }: NonNullable<LogRow['refusal']>): string {
  const free = formatMoney(BigInt(freeNanoUsd), 'balance')
  const needed = formatMoney(BigInt(neededNanoUsd), 'total')
  return `${limitName(limitSource)} leaves ${free}, needed up to ${needed}`
}

const causeOf = ({ errorMessage, errorCode }: Explained): string =>
  errorMessage ?? errorCode?.replaceAll('_', ' ') ?? 'no reason was recorded'

export type ProviderStep = { name: string; hasFailed: boolean }

/** The providers in the order they were called: "A✕ → C". Empty when the request was never routed. */
export const toProviderSteps = ({
  attempts,
  providerName,
}: Pick<LogRow, 'attempts' | 'providerName'>): ProviderStep[] => {
  const steps = attempts.map((attempt) => ({
    name: attempt.providerName,
    hasFailed: attempt.outcome === 'failed',
  }))
  return steps.length > 0 || providerName === null ? steps : [{ name: providerName, hasFailed: false }]
}

export const providerText = (steps: readonly ProviderStep[]): string =>
  steps.length === 0 ? 'not routed' : steps.map(({ name, hasFailed }) => (hasFailed ? `${name}✕` : name)).join(' → ')
