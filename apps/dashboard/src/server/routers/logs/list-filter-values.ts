import { NO_FILTERS } from '@turnpike/activity/core/activity-filters'
import { listFilterValues as readFilterValues } from '@turnpike/activity/store/list-filter-values'
import { ROLES } from '@turnpike/identity/core/permissions'
import { listColleagues } from '@turnpike/identity/store/access-store'
import { listKeys } from '@turnpike/identity/store/keys'
import { activityInputSchema } from '@/server/activity/resolve-activity.ts'
import { maySeeKey } from '@/server/keys/visible-keys.ts'
import { readLogsQuery } from '@/server/logs/read-logs-query.ts'
import { limitToVisible, seesAllRequests } from '@/server/logs/visible-requests.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/**
 * What the requests of the range can be filtered by, whatever is filtered now: values with their names and counts.
 * Keys are there also when they have no request in the range or were revoked.
 */
export const listFilterValues = workspaceProcedure('usage:read-own')
  .input(activityInputSchema)
  .query(async ({ ctx: { deps, access }, input }) => {
    const { scope, selection } = readLogsQuery(access, input, deps.clock.nowMs())
    const filters = limitToVisible(access, NO_FILTERS)
    const organizationId = access.organization.id
    const [found, keys, people] = await Promise.all([
      readFilterValues(deps.database, scope, { range: selection.range, filters }),
      listKeys(deps.database, organizationId, access.workspace.id),
      seesAllRequests(access) ? listColleagues(deps.database, organizationId, ROLES) : [],
    ])
    const visibleKeys = keys.filter((key) => maySeeKey(access, key))
    const keyNames = new Map(visibleKeys.map(({ id, name, deletedAt }) => [id, deletedAt ? `${name} (revoked)` : name]))
    const names = {
      key: keyNames,
      member: new Map(people.map(({ userId, name, email }) => [userId, name ?? email])),
    }
    const counted = found.values
      .filter(({ name }) => name !== 'member' || seesAllRequests(access))
      .map(({ name, value, requests }) => {
        const label = name === 'key' || name === 'member' ? (names[name].get(value) ?? value) : value
        return { name, value, label, requests: found.isComplete ? requests : null }
      })
    const silent = visibleKeys
      .filter(({ id }) => !counted.some(({ name, value }) => name === 'key' && value === id))
      .map(({ id }) => ({
        name: 'key' as const,
        value: id,
        label: keyNames.get(id) ?? id,
        requests: found.isComplete ? 0 : null,
      }))
    return [...counted, ...silent]
  })
