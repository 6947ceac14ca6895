'use client'
/** Reversible changes of a key, shown at once: undone with one click, and taken back when the server refuses. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { TRPCClientError } from '@trpc/client'
import { keyState } from '@turnpike/identity/core/key-state'
import { notify } from '@turnpike/ui/controls/toast'
import { useState } from 'react'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import type { KeyRow } from '@/server/keys/to-key-row.ts'
import { useTRPC } from '@/trpc/client.tsx'
import { toProblemText } from './form-problem.tsx'

export type KeyChanges = {
  setDisabled: (key: KeyRow, disabled: boolean) => void
  rename: (key: KeyRow, name: string) => void
  /** What could not be done, until the next change. */
  problem: string | null
}

export function useKeyChanges(place: Place): KeyChanges {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  const disabling = useMutation(trpc.keys.setDisabled.mutationOptions())
  const renaming = useMutation(trpc.keys.rename.mutationOptions())
  const every = trpc.keys.pathFilter()

  const change = async (key: KeyRow, patch: Partial<KeyRow>, send: () => Promise<void>, words: Words) => {
    setProblem(null)
    await queryClient.cancelQueries(every)
    patchKey(queryClient, trpc, place, { ...key, ...patch })
    try {
      await send()
      notify(words.done, undefined, { label: 'Undo', onSelect: words.undo })
    } catch (error) {
      patchKey(queryClient, trpc, place, key)
      setProblem(`${words.failed} ${error instanceof TRPCClientError ? toProblemText(error) : ''}`.trim())
    }
    await queryClient.invalidateQueries(every)
  }

  const setDisabled = (key: KeyRow, disabled: boolean): void => {
    const nowMs = Date.now()
    const disabledAt = disabled ? new Date(nowMs) : null
    const patch = { disabledAt, state: keyState({ ...key, disabledAt }, nowMs) }
    void change(key, patch, () => disabling.mutateAsync({ ...place, keyId: key.id, disabled }), {
      done: disabled ? `${key.name} is disabled` : `${key.name} is enabled`,
      failed: disabled ? `${key.name} could not be disabled.` : `${key.name} could not be enabled.`,
      undo: () => setDisabled({ ...key, ...patch }, !disabled),
    })
  }
  const rename = (key: KeyRow, name: string): void => {
    void change(key, { name }, () => renaming.mutateAsync({ ...place, keyId: key.id, name }), {
      done: `${key.name} is now ${name}`,
      failed: `${key.name} could not be renamed.`,
      undo: () => rename({ ...key, name }, key.name),
    })
  }
  return { setDisabled, rename, problem }
}

type Words = { done: string; failed: string; undo: () => void }

/** The key as it shall look in the list and on its page. */
function patchKey(queryClient: QueryClient, trpc: ReturnType<typeof useTRPC>, place: Place, key: KeyRow): void {
  queryClient.setQueryData(
    trpc.keys.list.queryKey(place),
    (list) => list && { ...list, keys: list.keys.map((row) => (row.id === key.id ? key : row)) },
  )
  queryClient.setQueryData(trpc.keys.get.queryKey({ ...place, keyId: key.id }), (page) => page && { ...page, key })
}
