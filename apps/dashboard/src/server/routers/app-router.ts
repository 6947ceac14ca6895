/** Every procedure of the dashboard: one file each, one line each. */
import { listOrganizations } from '@/server/routers/account/list-organizations.ts'
import { listGranters } from '@/server/routers/organization/list-granters.ts'
import { getConnection } from '@/server/routers/workspace/get-connection.ts'
import { createRouter } from '@/server/trpc.ts'

export const appRouter = createRouter({
  account: createRouter({
    listOrganizations,
  }),
  organization: createRouter({
    listGranters,
  }),
  workspace: createRouter({
    getConnection,
  }),
})

export type AppRouter = typeof appRouter
