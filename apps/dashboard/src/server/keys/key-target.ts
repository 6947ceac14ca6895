import 'server-only'
import type { WorkspaceAccess } from '@turnpike/identity/core/access'
import type { KeyTarget } from '@turnpike/identity/use-cases/update-key'

/** Who acts, and where: for the use cases that make keys. */
export const toActor = ({ access, clientAddress }: { access: WorkspaceAccess; clientAddress: string | null }) => ({
  organizationId: access.organization.id,
  workspaceId: access.workspace.id,
  actorUserId: access.userId,
  ipAddress: clientAddress ?? undefined,
})

/** Which key is changed, and by whom: for the use cases that change keys. */
export const toTarget = (
  context: { access: WorkspaceAccess; clientAddress: string | null },
  keyId: string,
): KeyTarget => ({ ...toActor(context), keyId })
