'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from '@turnpike/ui/controls/button'
import { DialogClose } from '@turnpike/ui/controls/dialog'
import { Field } from '@turnpike/ui/controls/field'
import { Select } from '@turnpike/ui/controls/select'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { IssuedKeyView } from '@/server/keys/to-issued-view.ts'
import { useTRPC } from '@/trpc/client.tsx'
import { FormProblem } from './form-problem.tsx'
import { IssuingDialog } from './issuing-dialog.tsx'
import type { KeyDialogProps } from './key-dialogs.tsx'
import { OVERLAP_OPTIONS, type Overlap } from './key-overlap.ts'

/** A second secret; the old one keeps working for a while. Ends on the page of the new key. */
export function RotateKeyDialog({ place, target, onClose }: KeyDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const router = useRouter()
  const formId = useId()
  const [overlap, setOverlap] = useState<Overlap>('24h')
  const [issued, setIssued] = useState<IssuedKeyView | null>(null)
  // The answer carries the secret, so no cache may keep it.
  const rotation = useMutation(trpc.keys.rotate.mutationOptions({ gcTime: 0 }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (rotation.isPending) return
    rotation.mutate(
      { ...place, keyId: target.id, overlap },
      {
        onSuccess: (key) => {
          setIssued(key)
          void queryClient.invalidateQueries(trpc.keys.pathFilter())
        },
      },
    )
  }
  const close = () => {
    onClose()
    if (issued) router.push(`${workspaceAddress(place.organization, place.workspace)}/keys/${issued.id}`)
  }
  return (
    <IssuingDialog
      title={`Rotate ${target.name}`}
      description="Makes a second secret with the same name, expiry and limit. The limit of the new one starts at zero."
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      issued={issued}
      issuedTitle="New secret"
      issuedNote={
        overlap === 'none' ? null : (
          <p className="text-ink-2">
            The old secret …{target.lastFour} keeps working {OVERLAP_WORDS[overlap]}. The page of the new key shows when
            it was last used, so that you see when it is safe to revoke it.
          </p>
        )
      }
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button type="submit" form={formId} variant="primary" isPending={rotation.isPending}>
            Rotate key
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <FormProblem error={rotation.error} what="The key was not rotated." />
        <Field label="The old secret keeps working" hint="Long enough to bring the new one everywhere.">
          <Select options={OVERLAP_OPTIONS} value={overlap} onChange={setOverlap} />
        </Field>
      </form>
    </IssuingDialog>
  )
}

const OVERLAP_WORDS = { '1h': 'for 1 hour', '24h': 'for 24 hours', '7d': 'for 7 days' } as const
