'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from '@turnpike/ui/controls/button'
import { Dialog, DialogClose } from '@turnpike/ui/controls/dialog'
import { Field } from '@turnpike/ui/controls/field'
import { TextInput } from '@turnpike/ui/controls/text-input'
import { notify } from '@turnpike/ui/controls/toast'
import { Instant } from '@turnpike/ui/figures/instant'
import { type FormEvent, useId, useState } from 'react'
import { useViewer } from '@/components/viewer-context.tsx'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import type { RelatedKey } from '@/server/keys/to-related-keys.ts'
import { useTRPC } from '@/trpc/client.tsx'
import { FormProblem } from './form-problem.tsx'
import { useInvalidFocus } from './use-invalid-focus.ts'

export type RevokeKeyDialogProps = {
  place: Place
  target: Pick<RelatedKey, 'id' | 'name' | 'lastFour' | 'lastUsedAt'>
  onClose: () => void
  onRevoked?: () => void
}

/** Cannot be undone, so it asks for the name and says when the key was last used. */
export function RevokeKeyDialog({ place, target, onClose, onRevoked }: RevokeKeyDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const formId = useId()
  const [typed, setTyped] = useState('')
  const [errors, setErrors] = useState<{ name?: string }>({})
  const formRef = useInvalidFocus(errors)
  const revocation = useMutation(trpc.keys.revoke.mutationOptions())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (revocation.isPending) return
    if (typed.trim() !== target.name) return setErrors({ name: `Type ${target.name} to confirm.` })
    revocation.mutate(
      { ...place, keyId: target.id },
      {
        onSuccess: () => {
          notify(`${target.name} …${target.lastFour} is revoked`)
          void queryClient.invalidateQueries(trpc.keys.pathFilter())
          onClose()
          onRevoked?.()
        },
      },
    )
  }
  return (
    <Dialog
      title={`Revoke ${target.name} …${target.lastFour}?`}
      description="Requests with this key are refused from now on. This cannot be undone; its requests and receipts stay."
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button type="submit" form={formId} variant="danger" isPending={revocation.isPending}>
            Revoke key
          </Button>
        </>
      }
    >
      <form id={formId} ref={formRef} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormProblem error={revocation.error} what="The key was not revoked." />
        <LastUse lastUsedAt={target.lastUsedAt} />
        <Field label={`Type “${target.name}” to confirm`} error={errors.name}>
          <TextInput autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}

function LastUse({ lastUsedAt }: { lastUsedAt: Date | null }) {
  const { timeZone } = useViewer()
  // A dialog is never in the server's HTML, so the browser's own clock cannot disagree with it.
  const [openedMs] = useState(() => Date.now())
  if (!lastUsedAt) return <p>It was never used.</p>
  const atMs = lastUsedAt.getTime()
  return (
    <p>
      Last used{' '}
      <Instant
        atMs={atMs}
        timeZone={timeZone}
        shown="relative"
        nowMs={Math.max(openedMs, atMs)}
        className="font-medium"
      />
      , <Instant atMs={atMs} timeZone={timeZone} shown="exact" className="whitespace-normal" />.
    </p>
  )
}
