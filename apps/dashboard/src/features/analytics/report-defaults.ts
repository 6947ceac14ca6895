import type { Role } from '@turnpike/identity/core/permissions'
import type { ReportDefaults } from './report-address.ts'
import { reportGroups, usageReach } from './usage-reach.ts'

/** What an address that says nothing shows, the same on server and in the browser. */
export const reportDefaults = (role: Role, isOrganization: boolean): ReportDefaults => ({
  group: isOrganization ? 'workspace' : 'model',
  groups: reportGroups(usageReach(role), isOrganization),
})
