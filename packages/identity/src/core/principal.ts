import type { KeyKind, WorkspaceMode } from './api-key.ts'

/** Who is calling with a key: everything the gateway needs to know about it, read in one query. */
export type Principal = {
  keyId: string
  keyName: string
  keyPrefix: string
  keyLastFour: string
  kind: KeyKind
  organizationId: string
  organizationSlug: string
  workspaceId: string
  workspaceSlug: string
  /** The member whose budgets count; `null` for a system key of the workspace. */
  ownerUserId: string | null
  mode: WorkspaceMode
  expiresAtMs: number | null
  disabled: boolean
}

/** A key as it was found by its digest. A deleted one is still found, so that the refusal can say so. */
export type FoundKey = { principal: Principal; deleted: boolean }
