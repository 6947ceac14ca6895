'use client'
import { purchaseTotal } from '@turnpike/billing/core/purchase-fee'
/** One form and one button whose label is the final amount: the review is the form itself. */
import type { PurchaseRules } from '@turnpike/billing/core/purchase-rules'
import { centsToNanoUsd } from '@turnpike/kernel/money'
import { Button } from '@turnpike/ui/controls/button'
import { Instant } from '@turnpike/ui/figures/instant'
import { formatMoney } from '@turnpike/ui/format/money-text'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useViewer } from '@/components/viewer-context.tsx'
import type { PurchaseView } from '@/server/routers/billing/purchase-view.ts'
import { type AmountChoice, initialChoice, toAmount } from './amount-choice.ts'
import { AmountPicker } from './amount-picker.tsx'
import { FormError } from './form-error.tsx'
import { PurchaseSummary } from './purchase-summary.tsx'
import { SimulationNote } from './simulation-note.tsx'
import { useBalance } from './use-balance.ts'
import { usePay } from './use-pay.ts'

export type PurchaseTerms = PurchaseRules & { isSimulated: boolean }

export type BuyCreditsFormProps = { organization: string; terms: PurchaseTerms; resumed: PurchaseView | null }

const DAY_MS = 86_400_000

export function BuyCreditsForm({ organization, terms, resumed }: BuyCreditsFormProps) {
  const { nowMs, timeZone } = useViewer()
  const [choice, setChoice] = useState<AmountChoice>(() => initialChoice(terms, resumed?.creditsCents ?? null))
  const pay = usePay(organization, resumed)
  const [form, field] = [useRef<HTMLFormElement>(null), useRef<HTMLInputElement>(null)]
  useFocusWhenOutOfCredit(organization, form)
  const amount = toAmount(choice, terms)
  const total = amount.ok ? purchaseTotal(amount.value, terms) : null

  const submit = () => {
    if (amount.ok) return pay.start(amount.value)
    setChoice({ ...choice, isLeft: true })
    field.current?.focus()
  }
  return (
    <form
      ref={form}
      noValidate
      aria-label="Add credits"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <AmountPicker terms={terms} choice={choice} onChange={setChoice} fieldRef={field} />
      <PurchaseSummary organization={organization} terms={terms} total={total} />
      {terms.isSimulated ? <SimulationNote /> : null}
      {pay.error ? <FormError error={pay.error} /> : null}
      <Button type="submit" variant="primary" size="large" isPending={pay.isBusy} className="self-start max-sm:w-full">
        {total ? `Pay ${formatMoney(centsToNanoUsd(total.totalCents), 'total')}` : 'Pay'}
      </Button>
      <p className="text-ink-3 text-meta">
        You pay on the next page. Credits bought today are valid until{' '}
        <Instant atMs={nowMs + terms.creditExpiryDays * DAY_MS} timeZone={timeZone} shown="date" />.
      </p>
    </form>
  )
}

/** Whoever comes here with nothing left comes to buy. */
function useFocusWhenOutOfCredit(organization: string, form: RefObject<HTMLFormElement | null>): void {
  const { data: balance } = useBalance(organization)
  const isOut = useRef(balance !== undefined && balance.available <= 0n && balance.credited > 0n)
  useEffect(() => {
    if (isOut.current)
      form.current?.querySelector<HTMLInputElement>('input:checked, input[name=amount]')?.focus({ preventScroll: true })
  }, [form])
}
