'use client'
/**
 * A dialog that ends in a secret. The secret is in the memory of the component around it and nowhere else. Until it was
 * copied or "I have saved it" was pressed, neither Escape nor a click outside closes the dialog: focus goes to Copy.
 */
import { Button } from '@turnpike/ui/controls/button'
import { Dialog } from '@turnpike/ui/controls/dialog'
import { SecretOnce } from '@turnpike/ui/controls/secret-once'
import { formatKey } from '@turnpike/ui/format/quantity-text'
import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react'
import type { IssuedKeyView } from '@/server/keys/to-issued-view.ts'
import { useForgetOnReturn } from './use-forget-on-return.ts'

export type IssuingDialogProps = {
  title: string
  description?: ReactNode
  trigger?: ReactElement
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onClosed?: () => void
  /** The form, until there is a key. */
  children: ReactNode
  footer: ReactNode
  issued: IssuedKeyView | null
  /** "Key created". */
  issuedTitle: string
  issuedNote?: ReactNode
}

export function IssuingDialog({ issued, issuedTitle, issuedNote, onOpenChange, ...dialog }: IssuingDialogProps) {
  const [isCopied, setIsCopied] = useState(false)
  const copyButton = useRef<HTMLButtonElement>(null)
  // The button that was pressed is gone now, so focus goes to what comes next.
  useEffect(() => {
    if (issued) copyButton.current?.focus()
  }, [issued])
  const close = () => {
    setIsCopied(false)
    onOpenChange(false)
  }
  useForgetOnReturn(() => issued && close())
  const change = (isOpen: boolean) => {
    if (isOpen) onOpenChange(true)
    else if (issued && !isCopied) copyButton.current?.focus()
    else close()
  }
  if (!issued) return <Dialog {...dialog} onOpenChange={change} />
  return (
    <Dialog
      {...dialog}
      title={issuedTitle}
      description="Copy it now; it cannot be shown again."
      onOpenChange={change}
      footer={
        <Button variant={isCopied ? 'primary' : 'secondary'} onClick={close}>
          I have saved it
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <SecretOnce
          secret={issued.secret}
          maskedText={formatKey(issued.prefix, issued.lastFour)}
          label="API key"
          note={`The secret of “${issued.name}”. Keep it where only your program can read it.`}
          copyRef={copyButton}
          onCopied={() => setIsCopied(true)}
        />
        {issuedNote}
      </div>
    </Dialog>
  )
}
