import { readLedger } from '@turnpike/billing/store/read-ledger'
import { listWorkspaces } from '@turnpike/identity/store/workspaces'
import { ledgerCsv } from '@/features/billing/ledger-csv.ts'
import { deps } from '@/server/deps.ts'
import { type OrganizationParams, requireOrganization } from '@/server/require-access.ts'
import { toTextStream } from '@/server/to-text-stream.ts'

export const dynamic = 'force-dynamic'

const ROWS_A_READ = 1_000

/** The whole ledger of the organization, streamed. */
export async function GET(_request: Request, { params }: { params: OrganizationParams }): Promise<Response> {
  const { organization } = await requireOrganization(params, 'balance:read')
  const { database, clock } = deps()
  const workspaces = await listWorkspaces(database, organization.id)
  const slugs = new Map(workspaces.map(({ workspaceId, slug }) => [workspaceId, slug]))
  const lines = ledgerCsv(
    (before) => readLedger(database, organization.id, { limit: ROWS_A_READ, ...(before ? { before } : {}) }),
    (workspaceId) => slugs.get(workspaceId) ?? workspaceId,
  )
  const day = new Date(clock.nowMs()).toISOString().slice(0, 10)
  return new Response(toTextStream(lines), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${organization.slug}_all_ledger_until_${day}_UTC.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
