'use client'
/** The first request of a key, on the screen as soon as it is recorded: pushed, and asked for every so often as well. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLiveGenerations } from '@/components/use-live-generations.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import type { FirstRequest } from './explain-first-request.ts'

/** While hints are pushed, and while they are not. */
const PUSHED_REFRESH_MS = 10_000
const POLLED_REFRESH_MS = 1_500
const SILENCE_MS = 30_000

export type Listening = {
  request: FirstRequest | null
  /** Last four of a key that somebody used and nobody knows. */
  unknownLastFour: string | null
  /** Nothing came for half a minute. */
  isSilent: boolean
}

export function useFirstRequest(place: Place, keyId: string): Listening {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const options = trpc.welcome.getFirstRequest.queryOptions({ ...place, keyId })
  const [unknownLastFour, setUnknownLastFour] = useState<string | null>(null)
  const cached = queryClient.getQueryData(options.queryKey)
  const hasSucceeded = cached?.outcome === 'succeeded'
  const live = useLiveGenerations({ ...place, apiKeyId: keyId }, !hasSucceeded, (hint) => {
    if (hint.kind === 'unknown-key') return setUnknownLastFour(hint.lastFour)
    setUnknownLastFour(null)
    void queryClient.invalidateQueries({ queryKey: options.queryKey })
  })
  const query = useQuery({
    ...options,
    refetchInterval: ({ state: { data } }) => {
      if (data?.outcome === 'succeeded') return false
      return live === 'open' ? PUSHED_REFRESH_MS : POLLED_REFRESH_MS
    },
  })
  const request = query.data ?? null
  return { request, unknownLastFour, isSilent: useSilence(request === null) }
}

function useSilence(isWaiting: boolean): boolean {
  const [isSilent, setIsSilent] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setIsSilent(true), SILENCE_MS)
    return () => {
      clearTimeout(timer)
      setIsSilent(false)
    }
  }, [isWaiting])
  return isSilent
}
