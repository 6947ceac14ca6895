'use client'
/**
 * The form of both access pages: two fields and one submit. Works without JavaScript; with it, the first wrong field
 * takes the focus and a wait counts down.
 */
import { Button } from '@turnpike/ui/controls/button'
import { Field } from '@turnpike/ui/controls/field'
import { PasswordInput, TextInput } from '@turnpike/ui/controls/text-input'
import { type ReactNode, useActionState, useEffect, useRef } from 'react'
import { type AccessState, initialAccessState } from './access-state.ts'
import { WaitNotice } from './wait-notice.tsx'

export type AccessFormProps = {
  action: (state: AccessState, form: FormData) => Promise<AccessState>
  /** Where to go afterwards; checked again on the server. */
  next: string
  submitLabel: string
  passwordAutoComplete: 'current-password' | 'new-password'
  passwordHint?: ReactNode
}

export function AccessForm({ action, next, submitLabel, passwordAutoComplete, passwordHint }: AccessFormProps) {
  const [state, submit, isPending] = useActionState(action, initialAccessState)
  const form = useFocusOnFirstError(state)
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      <FormNotice state={state} />
      <Field label="Email" error={state.fieldErrors.email}>
        <TextInput
          name="email"
          type="email"
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          required
          defaultValue={state.email}
        />
      </Field>
      <Field label="Password" hint={passwordHint} error={state.fieldErrors.password}>
        <PasswordInput name="password" autoComplete={passwordAutoComplete} required />
      </Field>
      <Button type="submit" variant="primary" size="large" isPending={isPending} className="w-full">
        {submitLabel}
      </Button>
    </form>
  )
}

function FormNotice({ state }: { state: AccessState }) {
  if (state.waitSeconds !== undefined) return <WaitNotice key={state.waitSeconds} seconds={state.waitSeconds} />
  if (state.formError === undefined) return null
  return (
    <p role="alert" className="rounded-control bg-danger-soft px-3 py-2">
      <span aria-hidden="true" className="text-danger">
        ✕{' '}
      </span>
      {state.formError}
    </p>
  )
}

/** Each answer of the server with an error moves the focus to the field it belongs to. */
function useFocusOnFirstError(state: AccessState) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.keys(state.fieldErrors).length === 0) return
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [state])
  return form
}
