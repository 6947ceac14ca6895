'use client'
/**
 * The key of the Welcome page. The first one is made when the page is opened and the person never had one here; its
 * secret is in the state of this hook and nowhere else, so a reload, or coming back, finds a key without a secret.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ProcedureError } from '@/features/keys/form-problem.tsx'
import { useForgetOnReturn } from '@/features/keys/use-forget-on-return.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import type { IssuedKeyView } from '@/server/keys/to-issued-view.ts'
import { useTRPC } from '@/trpc/client.tsx'

export type KnownKey = Omit<IssuedKeyView, 'secret'> & { lastUsedAt: Date | null }

export type WelcomeKey = {
  /** Null until there is one, and when all were revoked. */
  key: KnownKey | null
  /** Null when it cannot be shown any more. */
  secret: string | null
  isMaking: boolean
  error: ProcedureError | null
  makeAnother: () => void
}

const NAME = 'First key'

export function useWelcomeKey(place: Place) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const welcome = useQuery(trpc.welcome.get.queryOptions(place))
  const [issued, setIssued] = useState<IssuedKeyView | null>(null)
  const hasAsked = useRef(false)
  useForgetOnReturn(() => setIssued(null))
  // Both answers carry a secret, so no cache may keep them.
  const first = useMutation(trpc.welcome.mintFirstKey.mutationOptions({ gcTime: 0 }))
  const another = useMutation(trpc.keys.create.mutationOptions({ gcTime: 0 }))

  const keep = (key: IssuedKeyView | null) => {
    setIssued(key)
    void queryClient.invalidateQueries(trpc.welcome.get.queryFilter(place))
    void queryClient.invalidateQueries(trpc.keys.pathFilter())
  }
  const needsKey = welcome.data?.hasHadKey === false
  const { mutate } = first
  useEffect(() => {
    if (!needsKey || hasAsked.current) return
    hasAsked.current = true
    mutate(place, { onSuccess: keep })
  })

  const key: WelcomeKey = {
    key: issued ? { ...withoutSecret(issued), lastUsedAt: null } : (welcome.data?.key ?? null),
    secret: issued?.secret ?? null,
    isMaking: first.isPending || another.isPending || (needsKey && !issued && !first.isError),
    error: another.error ?? first.error,
    makeAnother: () => {
      first.reset()
      another.mutate({ ...place, name: NAME }, { onSuccess: keep })
    },
  }
  return { welcome, key }
}

const withoutSecret = ({ id, name, prefix, lastFour }: IssuedKeyView): Omit<IssuedKeyView, 'secret'> => ({
  id,
  name,
  prefix,
  lastFour,
})
