import { requireWorkspace, type WorkspaceParams } from '@/server/require-access.ts'
import { exportReport } from '@/server/usage/export-report.ts'

export const dynamic = 'force-dynamic'

export async function GET(request: Request, { params }: { params: WorkspaceParams }): Promise<Response> {
  return await exportReport(await requireWorkspace(params, 'usage:read-totals'), request.url)
}
