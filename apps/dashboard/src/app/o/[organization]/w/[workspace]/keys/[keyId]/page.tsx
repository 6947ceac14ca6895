import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { KeyPage } from '@/features/keys/key-page.tsx'
import { deps } from '@/server/deps.ts'
import { findVisibleKey } from '@/server/keys/visible-keys.ts'
import { requireWorkspace } from '@/server/require-access.ts'
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx'

type KeyParams = Promise<{ organization: string; workspace: string; keyId: string }>

/** The key, or 404: the same for one of somebody else and one that does not exist. */
const requireKey = cache(async (params: KeyParams) => {
  const access = await requireWorkspace(params, 'keys:read')
  const key = await findVisibleKey(deps().database, access, (await params).keyId)
  if (!key) notFound()
  return { access, key }
})

export async function generateMetadata({ params }: { params: KeyParams }): Promise<Metadata> {
  const { key } = await requireKey(params)
  return { title: `${key.name} · Keys` }
}

export default async function Page({ params }: { params: KeyParams }) {
  const { access, key } = await requireKey(params)
  const place = { organization: access.organization.slug, workspace: access.workspace.slug }
  await prefetch(trpc.keys.get.queryOptions({ ...place, keyId: key.id }))
  return (
    <Hydrate>
      <KeyPage place={place} keyId={key.id} initialName={key.name} />
    </Hydrate>
  )
}
