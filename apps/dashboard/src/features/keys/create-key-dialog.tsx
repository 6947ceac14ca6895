'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { parseDisplayName } from '@turnpike/identity/core/display-name'
import { Button } from '@turnpike/ui/controls/button'
import { DialogClose } from '@turnpike/ui/controls/dialog'
import { Field } from '@turnpike/ui/controls/field'
import { TextInput } from '@turnpike/ui/controls/text-input'
import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { useViewer } from '@/components/viewer-context.tsx'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import type { IssuedKeyView } from '@/server/keys/to-issued-view.ts'
import type { DecidingCeiling } from '@/server/keys/to-key-row.ts'
import { useTRPC } from '@/trpc/client.tsx'
import { ExpiryFields, NO_EXPIRY } from './expiry-fields.tsx'
import { FormProblem, fieldError } from './form-problem.tsx'
import { IssuingDialog } from './issuing-dialog.tsx'
import { findExpiryProblem, toKeyExpiry } from './key-expiry.ts'
import { describeInherited } from './key-words.ts'
import { EMPTY_LIMIT, findLimitProblem, LimitFields, toKeyLimit } from './limit-fields.tsx'
import { useInvalidFocus } from './use-invalid-focus.ts'

type Errors = { name?: string | undefined; limit?: string | undefined; expiry?: string | undefined }

const EMPTY_FORM = { name: '', limit: EMPTY_LIMIT, expiry: NO_EXPIRY }
type Form = typeof EMPTY_FORM

export type CreateKeyDialogProps = { place: Place; inherited: DecidingCeiling; trigger: ReactElement }

/** One dialog, one submit. A failed one keeps what was typed. */
export function CreateKeyDialog({ place, inherited, trigger }: CreateKeyDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { nowMs } = useViewer()
  const formId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [form, setForm] = useState<Form>(EMPTY_FORM)
  const [errors, setErrors] = useState<Errors>({})
  const [issued, setIssued] = useState<IssuedKeyView | null>(null)
  // The answer carries the secret, so no cache may keep it.
  const creation = useMutation(trpc.keys.create.mutationOptions({ gcTime: 0 }))
  const formRef = useInvalidFocus(errors)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (creation.isPending) return
    const found = findProblems(form, nowMs)
    setErrors(found)
    if (Object.values(found).some(Boolean)) return
    const input = {
      name: form.name,
      limit: toKeyLimit(form.limit),
      expiry: toKeyExpiry(form.expiry.choice, form.expiry.lastDay),
    }
    creation.mutate(
      { ...place, ...input },
      {
        onSuccess: (key) => {
          setIssued(key)
          void queryClient.invalidateQueries(trpc.keys.pathFilter())
        },
        onError: (error) =>
          setErrors({
            name: fieldError(error, 'name'),
            limit: fieldError(error, 'limit'),
            expiry: fieldError(error, 'expiry'),
          }),
      },
    )
  }
  /** The next key begins with an empty form; an abandoned form is kept. */
  const forget = () => {
    if (!issued) return
    setIssued(null)
    setForm(EMPTY_FORM)
    creation.reset()
  }
  return (
    <IssuingDialog
      title="Create key"
      trigger={trigger}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onClosed={forget}
      issued={issued}
      issuedTitle="Key created"
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button type="submit" form={formId} variant="primary" isPending={creation.isPending}>
            Create key
          </Button>
        </>
      }
    >
      <form id={formId} ref={formRef} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormProblem error={creation.error} what="The key was not created." />
        <Field label="Name" hint="What uses it, such as ci-runner." error={errors.name}>
          <TextInput
            name="name"
            autoComplete="off"
            maxLength={80}
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.target.value })}
          />
        </Field>
        <LimitFields
          draft={form.limit}
          onChange={(limit) => setForm({ ...form, limit })}
          inherited={describeInherited(inherited)}
          error={errors.limit}
        />
        <ExpiryFields draft={form.expiry} onChange={(expiry) => setForm({ ...form, expiry })} error={errors.expiry} />
      </form>
    </IssuingDialog>
  )
}

function findProblems({ name, limit, expiry }: Form, nowMs: number): Errors {
  const parsedName = parseDisplayName(name)
  return {
    name: parsedName.ok ? undefined : parsedName.error.message,
    limit: findLimitProblem(limit),
    expiry: findExpiryProblem(expiry.choice, expiry.lastDay, nowMs) ?? undefined,
  }
}
