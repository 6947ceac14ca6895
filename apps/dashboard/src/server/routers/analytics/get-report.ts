import { workspaceProcedure } from '@/server/trpc.ts'
import { readUsageReport, usageReportInputSchema } from '@/server/usage/read-usage-report.ts'

/** Usage of a workspace, over time and by group. */
export const getReport = workspaceProcedure('usage:read-totals')
  .input(usageReportInputSchema)
  .query(({ ctx, input }) => readUsageReport(ctx.deps, ctx.access, input))
