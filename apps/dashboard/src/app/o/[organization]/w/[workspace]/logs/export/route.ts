/**
 * The requests that an address selects, as a file: exactly the rows that the list counts, streamed a thousand at a time
 * so that a year of them needs no more memory than a page.
 */
import { GENERATION_CSV_HEADER, toGenerationCsvLine } from '@turnpike/activity/core/to-csv'
import { exportGenerations } from '@turnpike/activity/store/export-generations'
import { can } from '@turnpike/identity/core/permissions'
import { findWorkspaceAccess } from '@turnpike/identity/store/access-store'
import { parseActivityAddress, toActivityQuery } from '@/components/activity-address.ts'
import { toExportName } from '@/features/logs/export-name.ts'
import { LOGS_PRESET } from '@/features/logs/logs-preset.ts'
import { getViewer } from '@/server/auth/auth.ts'
import { deps } from '@/server/deps.ts'
import { readKeyLabels } from '@/server/logs/key-labels.ts'
import { readLogsQuery } from '@/server/logs/read-logs-query.ts'
import { getTimeZone } from '@/server/read-request-facts.ts'
import { streamText } from '@/server/stream-text.ts'
import { toSearchParameters } from '@/server/to-search-parameters.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ organization: string; workspace: string }> }

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const viewer = await getViewer()
  if (!viewer) return refuse(401, 'Log in to continue.')
  const { organization, workspace } = await params
  const { database, clock } = deps()
  const access = await findWorkspaceAccess(database, organization, workspace, viewer.userId)
  if (!access) return refuse(404, 'There is no such workspace, or you are not in it.')
  if (!can(access.role, 'usage:read-own')) return refuse(403, 'Your role does not show requests.')

  const address = parseActivityAddress(toSearchParameters(new URL(request.url).searchParams))
  const nowMs = clock.nowMs()
  const query = toActivityQuery(address, { preset: LOGS_PRESET, timeZone: await getTimeZone(), nowMs })
  const { scope, selection } = readLogsQuery(access, query, nowMs)
  const { timeZone } = selection.range
  const keyLabelOf = await readKeyLabels(database, access)
  const names = { keyName: (id: string) => keyLabelOf(id)?.name ?? id, workspaceSlug: () => access.workspace.slug }

  async function* lines(): AsyncGenerator<string> {
    yield GENERATION_CSV_HEADER
    for await (const rows of exportGenerations(database, scope, selection))
      yield rows.map((row) => toGenerationCsvLine(row, timeZone, names)).join('')
  }
  const name = toExportName({ organization, workspace, what: 'logs', range: selection.range })
  return new Response(streamText(lines()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}

const refuse = (status: number, text: string): Response => new Response(text, { status })
