'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from '@turnpike/ui/controls/button'
import { Dialog, DialogClose } from '@turnpike/ui/controls/dialog'
import { notify } from '@turnpike/ui/controls/toast'
import { type FormEvent, useId, useState } from 'react'
import { useViewer } from '@/components/viewer-context.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { type ExpiryDraft, ExpiryFields, NO_EXPIRY } from './expiry-fields.tsx'
import { FormProblem } from './form-problem.tsx'
import type { KeyDialogProps } from './key-dialogs.tsx'
import { findExpiryProblem, toKeyExpiry } from './key-expiry.ts'
import { useInvalidFocus } from './use-invalid-focus.ts'

export function ExpiryDialog({ place, target, onClose }: KeyDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { nowMs } = useViewer()
  const formId = useId()
  const [draft, setDraft] = useState<ExpiryDraft>(toDraft(target.expiresAt))
  const [errors, setErrors] = useState<{ expiry?: string | undefined }>({})
  const formRef = useInvalidFocus(errors)
  const setting = useMutation(trpc.keys.setExpiry.mutationOptions())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (setting.isPending) return
    const problem = findExpiryProblem(draft.choice, draft.lastDay, nowMs) ?? undefined
    setErrors({ expiry: problem })
    if (problem) return
    setting.mutate(
      { ...place, keyId: target.id, expiry: toKeyExpiry(draft.choice, draft.lastDay) },
      {
        onSuccess: () => {
          notify(`The expiry of ${target.name} is changed`)
          void queryClient.invalidateQueries(trpc.keys.pathFilter())
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={`Expiry of ${target.name}`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button type="submit" form={formId} variant="primary" isPending={setting.isPending}>
            Save expiry
          </Button>
        </>
      }
    >
      <form id={formId} ref={formRef} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormProblem error={setting.error} what="The expiry was not changed." />
        <ExpiryFields draft={draft} onChange={setDraft} error={errors.expiry} />
      </form>
    </Dialog>
  )
}

const MS = 1

/** The last day on which it works, as a date of UTC. */
const toDraft = (expiresAt: Date | null): ExpiryDraft =>
  expiresAt ? { choice: 'date', lastDay: new Date(expiresAt.getTime() - MS).toISOString().slice(0, 10) } : NO_EXPIRY
