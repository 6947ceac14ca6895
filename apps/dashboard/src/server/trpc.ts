/**
 * The named builders of every procedure, from open to closed:
 * `publicProcedure → userProcedure → organizationProcedure(capability) → workspaceProcedure(capability)`.
 * Guarantees: a tenant is always resolved from the person's own memberships; a foreign tenant and an unknown one give
 * the same NOT_FOUND; an unexpected error leaves the house with an id and without its text.
 */
import 'server-only'
import { initTRPC, TRPCError } from '@trpc/server'
import { failure } from '@turnpike/contracts/errors/failure'
import { type Capability, can, describeCapability, type Role } from '@turnpike/identity/core/permissions'
import { findOrganizationAccess, findWorkspaceAccess } from '@turnpike/identity/store/access-store'
import superjson from 'superjson'
import { ZodError, z } from 'zod'
import type { Viewer } from '@/server/auth/viewer.ts'
import type { Deps } from '@/server/deps.ts'
import { FailureError, toTrpcError } from '@/server/to-trpc-error.ts'

export type TrpcContext = {
  deps: Deps
  /** The signed-in person, or nobody. */
  viewer: Viewer | null
  /** For rate limits and the audit log. */
  clientAddress: string | null
}

const trpc = initTRPC.context<TrpcContext>().create({
  transformer: superjson,
  errorFormatter: ({ shape, error, ctx }) => ({
    ...shape,
    message: isUnexpected(error) ? 'Something failed on our side. Try again.' : shape.message,
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path,
      fields: error.cause instanceof ZodError ? z.flattenError(error.cause).fieldErrors : null,
      failure: error.cause instanceof FailureError ? toPublicFailure(error.cause) : null,
      errorId: isUnexpected(error) ? reportUnexpected(error, ctx) : null,
    },
  }),
})

const isUnexpected = (error: TRPCError): boolean => error.code === 'INTERNAL_SERVER_ERROR'

const toPublicFailure = ({ failure: { code, metadata, retryAfterSeconds } }: FailureError) => ({
  code,
  metadata: metadata ?? null,
  retryAfterSeconds: retryAfterSeconds ?? null,
})

/** Logs what happened and gives the id that the page shows. */
function reportUnexpected(error: TRPCError, ctx: TrpcContext | undefined): string {
  const errorId = crypto.randomUUID()
  ctx?.deps.log.error({ errorId, err: error.cause ?? error }, 'procedure failed')
  return errorId
}

export const createRouter = trpc.router
export const createCallerFactory = trpc.createCallerFactory

/** Anybody, signed in or not. */
export const publicProcedure = trpc.procedure

/** A signed-in person: `ctx.viewer` is there. */
export const userProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.viewer) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Log in to continue.' })
  return next({ ctx: { ...ctx, viewer: ctx.viewer } })
})

const slug = z.string().min(1).max(64)
/** What every organization procedure takes besides its own input. */
export const organizationInputSchema = z.object({ organization: slug })
/** What every workspace procedure takes besides its own input. */
export const workspaceInputSchema = z.object({ organization: slug, workspace: slug })

/** A member with the capability, acting on an organization: `ctx.access.organization.id`. */
export const organizationProcedure = (capability: Capability) =>
  userProcedure.input(organizationInputSchema).use(async ({ ctx, input, next }) => {
    const access = await findOrganizationAccess(ctx.deps.database, input.organization, ctx.viewer.userId)
    if (!access) throw toTrpcError(failure('not_found', 'There is no such organization, or you are not in it.'))
    requireCapability(access.role, capability)
    return next({ ctx: { ...ctx, access } })
  })

/** A member with the capability, acting inside a workspace: `ctx.access.workspace.id`. */
export const workspaceProcedure = (capability: Capability) =>
  userProcedure.input(workspaceInputSchema).use(async ({ ctx, input, next }) => {
    const { organization, workspace } = input
    const access = await findWorkspaceAccess(ctx.deps.database, organization, workspace, ctx.viewer.userId)
    if (!access) throw toTrpcError(failure('not_found', 'There is no such workspace, or you are not in it.'))
    requireCapability(access.role, capability)
    return next({ ctx: { ...ctx, access } })
  })

function requireCapability(role: Role, capability: Capability): void {
  if (can(role, capability)) return
  throw toTrpcError(
    failure('permission_denied', `Your role "${role}" may not ${describeCapability(capability)}.`, {
      metadata: { capability, role },
    }),
  )
}
