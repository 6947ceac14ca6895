import 'server-only'
import type { WorkspaceAccess } from '@turnpike/identity/core/access'
import { LOGS_PRESET } from '@/features/logs/logs-preset.ts'
import { type ActivityInput, resolveActivity } from '@/server/activity/resolve-activity.ts'
import { limitToVisible, requestScope } from './visible-requests.ts'

/** What a question about logs means for a member: list, sum, chart and export all read it here. */
export function readLogsQuery(access: WorkspaceAccess, input: ActivityInput, nowMs: number) {
  const { range, filters, notices } = resolveActivity(input, nowMs, LOGS_PRESET)
  return { scope: requestScope(access), selection: { range, filters: limitToVisible(access, filters) }, notices }
}
