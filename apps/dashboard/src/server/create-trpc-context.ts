import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { getViewer } from '@/server/auth/auth.ts'
import { toClientAddress } from '@/server/client-address.ts'
import { deps } from '@/server/deps.ts'
import type { TrpcContext } from '@/server/trpc.ts'

/** The context of this request; the same for all procedures that a page prefetches. */
export const createTrpcContext = cache(async (): Promise<TrpcContext> => {
  const [viewer, requestHeaders] = await Promise.all([getViewer(), headers()])
  return { deps: deps(), viewer, clientAddress: toClientAddress(requestHeaders) }
})
