import { readLedger } from '@turnpike/billing/store/read-ledger'
import { listWorkspaces } from '@turnpike/identity/store/workspaces'
import { z } from 'zod'
import { organizationProcedure } from '@/server/trpc.ts'

const PAGE_SIZE = 50

/** The statement, newest first; a workspace that was deleted has no name any more. */
export const listLedger = organizationProcedure('balance:read')
  .input(z.object({ cursor: z.string().max(200).nullish() }))
  .query(async ({ ctx, input }) => {
    const { database } = ctx.deps
    const organizationId = ctx.access.organization.id
    const [page, workspaces] = await Promise.all([
      readLedger(database, organizationId, { limit: PAGE_SIZE, ...(input.cursor ? { before: input.cursor } : {}) }),
      listWorkspaces(database, organizationId),
    ])
    const names = new Map(workspaces.map(({ workspaceId, slug, name }) => [workspaceId, { slug, name }]))
    const rows = page.rows.map((row) => ({ ...row, workspace: names.get(row.workspaceId ?? '') ?? null }))
    return { rows, next: page.next, completeToMs: ctx.deps.clock.nowMs() }
  })
