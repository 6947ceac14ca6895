'use client'
import { Field } from '@turnpike/ui/controls/field'
import { Select } from '@turnpike/ui/controls/select'
import { TextInput } from '@turnpike/ui/controls/text-input'
import { EXPIRY_OPTIONS, type ExpiryChoice } from './key-expiry.ts'

export type ExpiryDraft = { choice: ExpiryChoice; lastDay: string }

export const NO_EXPIRY: ExpiryDraft = { choice: 'never', lastDay: '' }

type ExpiryFieldsProps = {
  draft: ExpiryDraft
  onChange: (draft: ExpiryDraft) => void
  error: string | undefined
}

export function ExpiryFields({ draft, onChange, error }: ExpiryFieldsProps) {
  return (
    <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2">
      <Field label="Expires">
        <Select options={EXPIRY_OPTIONS} value={draft.choice} onChange={(choice) => onChange({ ...draft, choice })} />
      </Field>
      {draft.choice === 'date' ? (
        <Field label="Last day" hint="It works until the end of this day, UTC." error={error}>
          <TextInput
            type="date"
            value={draft.lastDay}
            onChange={(event) => onChange({ ...draft, lastDay: event.target.value })}
          />
        </Field>
      ) : null}
    </div>
  )
}
