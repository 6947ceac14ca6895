'use client'
import { centsToNanoUsd, toUsdDecimal } from '@turnpike/kernel/money'
import { Field } from '@turnpike/ui/controls/field'
import { TextInput } from '@turnpike/ui/controls/text-input'
import type { Ref } from 'react'
import { type AmountChoice, toAmount } from './amount-choice.ts'
import type { PurchaseTerms } from './buy-credits-form.tsx'
import { presetsWithin, rangeText } from './purchase-amount.ts'

export type AmountPickerProps = {
  terms: PurchaseTerms
  choice: AmountChoice
  onChange: (choice: AmountChoice) => void
  fieldRef: Ref<HTMLInputElement>
}

/** Amounts on offer as one group of radio buttons, and a field for any other. */
export function AmountPicker({ terms, choice, onChange, fieldRef }: AmountPickerProps) {
  const amount = toAmount(choice, terms)
  const error = !amount.ok && choice.isLeft ? amount.error : undefined
  return (
    <div className="flex flex-col gap-3">
      <fieldset>
        <legend className="mb-1 font-medium">Credits</legend>
        <div className="flex flex-wrap gap-2">
          {presetsWithin(terms).map((cents) => (
            <PresetButton
              key={cents.toString()}
              cents={cents}
              isChosen={choice.presetCents === cents}
              onChoose={() => onChange({ presetCents: cents, text: '', isLeft: false })}
            />
          ))}
        </div>
      </fieldset>
      <Field label="Other amount" hint={`In US dollars. ${rangeText(terms)}`} error={error} className="max-w-60">
        <TextInput
          ref={fieldRef}
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          value={choice.text}
          onChange={({ target }) =>
            onChange({ ...choice, presetCents: null, text: target.value, isLeft: choice.isLeft && target.value !== '' })
          }
          onBlur={() => onChange({ ...choice, isLeft: choice.presetCents === null && choice.text !== '' })}
        />
      </Field>
    </div>
  )
}

type PresetButtonProps = { cents: bigint; isChosen: boolean; onChoose: () => void }

function PresetButton({ cents, isChosen, onChoose }: PresetButtonProps) {
  return (
    <label className="relative cursor-pointer">
      <input
        type="radio"
        name="preset"
        value={cents.toString()}
        checked={isChosen}
        onChange={onChoose}
        className="peer absolute inset-0 size-full cursor-pointer appearance-none rounded-control"
      />
      <span className="pointer-events-none inline-flex h-9 items-center rounded-control border border-line-strong px-4 tabular-nums peer-checked:border-accent peer-checked:bg-accent-soft peer-checked:font-semibold peer-checked:ring-1 peer-checked:ring-accent">
        ${toUsdDecimal(centsToNanoUsd(cents))}
      </span>
    </label>
  )
}
