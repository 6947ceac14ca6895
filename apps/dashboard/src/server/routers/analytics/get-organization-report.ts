import { organizationProcedure } from '@/server/trpc.ts'
import { readUsageReport, usageReportInputSchema } from '@/server/usage/read-usage-report.ts'

/** Usage of all workspaces of an organization, over time and by group. */
export const getOrganizationReport = organizationProcedure('usage:read-totals')
  .input(usageReportInputSchema)
  .query(({ ctx, input }) => readUsageReport(ctx.deps, ctx.access, input))
