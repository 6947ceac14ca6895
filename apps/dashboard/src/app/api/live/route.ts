/**
 * Hints about new requests of a workspace, as server-sent events: `recorded`, `missed`, and with the `?key=` of a
 * key that was never used (Welcome) `unknown-key`. They carry ids only; the page asks for the data with its own rights.
 */
import { can } from '@turnpike/identity/core/permissions'
import { findWorkspaceAccess } from '@turnpike/identity/store/access-store'
import { findKey } from '@turnpike/identity/store/keys'
import { z } from 'zod'
import { getViewer } from '@/server/auth/auth.ts'
import { deps } from '@/server/deps.ts'
import { findVisibleKey } from '@/server/keys/visible-keys.ts'
import { openHintStream } from '@/server/live/hint-stream.ts'
import { listenToGenerations } from '@/server/live/listen-to-generations.ts'
import { onlyVisible } from '@/server/live/only-visible.ts'

export const dynamic = 'force-dynamic'

const querySchema = z.object({
  organization: z.string().min(1).max(64),
  workspace: z.string().min(1).max(64),
  key: z.string().min(1).max(64).optional(),
})

/** `no-transform` keeps compression, which would hold events back, away; the last one tells nginx the same. */
const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}
const TRY_AGAIN_S = '5'

export async function GET(request: Request): Promise<Response> {
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return refuse(400, 'Name an organization and a workspace.')
  const viewer = await getViewer()
  if (!viewer) return refuse(401, 'Log in to continue.')
  const { database, live } = deps()
  const { organization, workspace, key } = query.data
  const access = await findWorkspaceAccess(database, organization, workspace, viewer.userId)
  if (!access) return refuse(404, 'There is no such workspace, or you are not in it.')
  if (!can(access.role, 'usage:read-own')) return refuse(403, 'Your role does not show requests.')

  const watched = key === undefined ? null : await findVisibleKey(database, access, key)
  if (key !== undefined && !watched) return refuse(404, 'There is no such key in this workspace.')
  // Unknown keys have no tenant. They concern only somebody whose key nobody has used yet.
  const hearsUnknown = watched !== null && watched.lastUsedAt === null

  const seesAll = can(access.role, 'usage:read-all')
  const isVisible = async (apiKeyId: string): Promise<boolean> =>
    seesAll || (await findKey(database, access.organization.id, apiKeyId))?.ownerUserId === viewer.userId
  const stream = openHintStream({
    listen: (handler) => {
      const scope = { organizationId: access.organization.id, workspaceId: access.workspace.id, apiKeyId: key }
      const pass = onlyVisible(isVisible, handler)
      return listenToGenerations(live, scope, (hint) => {
        if (hint.kind !== 'unknown-key' || hearsUnknown) pass(hint)
      })
    },
    signal: request.signal,
  })
  return stream
    ? new Response(stream, { headers: STREAM_HEADERS })
    : new Response('Too many pages are listening. This one looks again by itself.', {
        status: 503,
        headers: { 'retry-after': TRY_AGAIN_S },
      })
}

const refuse = (status: number, text: string): Response => new Response(text, { status })
