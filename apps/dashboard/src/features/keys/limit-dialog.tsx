'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toUsdDecimal } from '@turnpike/kernel/money'
import { Button } from '@turnpike/ui/controls/button'
import { Dialog, DialogClose } from '@turnpike/ui/controls/dialog'
import { notify } from '@turnpike/ui/controls/toast'
import { type FormEvent, useId, useState } from 'react'
import { useTRPC } from '@/trpc/client.tsx'
import { FormProblem, fieldError } from './form-problem.tsx'
import type { KeyDialogProps } from './key-dialogs.tsx'
import { EMPTY_LIMIT, findLimitProblem, type LimitDraft, LimitFields, toKeyLimit } from './limit-fields.tsx'
import { useInvalidFocus } from './use-invalid-focus.ts'

/** Changes a key's own limit. What it has counted in this period stays counted. */
export function LimitDialog({ place, target, onClose }: KeyDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const formId = useId()
  const [draft, setDraft] = useState<LimitDraft>(toDraft(target.limit))
  const [errors, setErrors] = useState<{ limit?: string | undefined }>({})
  const formRef = useInvalidFocus(errors)
  const setting = useMutation(trpc.keys.setLimit.mutationOptions())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (setting.isPending) return
    const problem = findLimitProblem(draft)
    setErrors({ limit: problem })
    if (problem) return
    setting.mutate(
      { ...place, keyId: target.id, limit: toKeyLimit(draft) },
      {
        onSuccess: () => {
          notify(`The limit of ${target.name} is changed`)
          void queryClient.invalidateQueries(trpc.keys.pathFilter())
          onClose()
        },
        onError: (error) => setErrors({ limit: fieldError(error, 'limit') }),
      },
    )
  }
  return (
    <Dialog
      title={`Limit of ${target.name}`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button type="submit" form={formId} variant="primary" isPending={setting.isPending}>
            Save limit
          </Button>
        </>
      }
    >
      <form id={formId} ref={formRef} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormProblem error={setting.error} what="The limit was not changed." />
        <LimitFields
          draft={draft}
          onChange={setDraft}
          inherited="The balance and the budgets above it still count; the lowest decides."
          error={errors.limit}
        />
      </form>
    </Dialog>
  )
}

const toDraft = (limit: KeyDialogProps['target']['limit']): LimitDraft =>
  limit?.period ? { amount: toUsdDecimal(limit.limit), period: limit.period } : EMPTY_LIMIT
