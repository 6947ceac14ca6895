'use client'
import { parseDisplayName } from '@turnpike/identity/core/display-name'
import { Button } from '@turnpike/ui/controls/button'
import { Dialog, DialogClose } from '@turnpike/ui/controls/dialog'
import { Field } from '@turnpike/ui/controls/field'
import { TextInput } from '@turnpike/ui/controls/text-input'
import { type FormEvent, useId, useState } from 'react'
import type { KeyDialogProps } from './key-dialogs.tsx'
import { useInvalidFocus } from './use-invalid-focus.ts'

export function RenameKeyDialog({ target, changes, onClose }: KeyDialogProps) {
  const formId = useId()
  const [name, setName] = useState(target.name)
  const [errors, setErrors] = useState<{ name?: string }>({})
  const formRef = useInvalidFocus(errors)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const parsed = parseDisplayName(name)
    if (!parsed.ok) return setErrors({ name: parsed.error.message })
    onClose()
    if (parsed.value !== target.name) changes.rename(target, parsed.value)
  }
  return (
    <Dialog
      title={`Rename ${target.name}`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button type="submit" form={formId} variant="primary">
            Rename
          </Button>
        </>
      }
    >
      <form id={formId} ref={formRef} onSubmit={submit} noValidate>
        <Field label="Name" error={errors.name}>
          <TextInput autoComplete="off" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}
