import { type OrganizationParams, requireOrganization } from '@/server/require-access.ts'
import { exportReport } from '@/server/usage/export-report.ts'

export const dynamic = 'force-dynamic'

export async function GET(request: Request, { params }: { params: OrganizationParams }): Promise<Response> {
  return await exportReport(await requireOrganization(params, 'usage:read-totals'), request.url)
}
