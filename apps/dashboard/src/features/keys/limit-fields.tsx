'use client'
import type { BudgetPeriod } from '@turnpike/billing/core/budget'
import { Field } from '@turnpike/ui/controls/field'
import { Select } from '@turnpike/ui/controls/select'
import { TextInput } from '@turnpike/ui/controls/text-input'
import { type KeyLimit, PERIOD_OPTIONS, parseLimitAmount } from './key-limit.ts'

export type LimitDraft = { amount: string; period: BudgetPeriod }

export const EMPTY_LIMIT: LimitDraft = { amount: '', period: 'day' }

/** Nothing typed is no limit of its own. */
export const toKeyLimit = (draft: LimitDraft): KeyLimit | null => (draft.amount.trim() === '' ? null : draft)

/** What is wrong with what was typed, or undefined. */
export function findLimitProblem(draft: LimitDraft): string | undefined {
  if (draft.amount.trim() === '') return undefined
  const parsed = parseLimitAmount(draft.amount)
  return parsed.ok ? undefined : parsed.error
}

type LimitFieldsProps = {
  draft: LimitDraft
  onChange: (draft: LimitDraft) => void
  /** What decides without an own limit: "Workspace budget, monthly, leaves $37.68; the lower one decides." */
  inherited: string
  error: string | undefined
}

/** An amount in US dollars and when it starts again; left empty the key has no limit of its own. */
export function LimitFields({ draft, onChange, inherited, error }: LimitFieldsProps) {
  return (
    <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-[1fr_9rem]">
      <Field label="Limit" hint={`US dollars. Empty: none of its own. ${inherited}`} error={error}>
        <TextInput
          inputMode="decimal"
          autoComplete="off"
          placeholder="none"
          value={draft.amount}
          onChange={(event) => onChange({ ...draft, amount: event.target.value })}
        />
      </Field>
      <Field label="Starts again">
        <Select options={PERIOD_OPTIONS} value={draft.period} onChange={(period) => onChange({ ...draft, period })} />
      </Field>
    </div>
  )
}
