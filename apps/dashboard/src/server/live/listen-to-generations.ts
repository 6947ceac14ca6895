import type { LiveHub } from './live-hub.ts'

/** Whose requests. Without a key: all of the workspace. */
export type GenerationScope = { organizationId: string; workspaceId: string; apiKeyId?: string | undefined }

export type GenerationHint =
  | { kind: 'recorded'; generationId: string; apiKeyId: string }
  /** The connection was lost for a while: look again, something may have happened. */
  | { kind: 'missed' }
  /** Somebody used a key that nobody knows. It has no tenant, so it goes to everybody who asks for it. */
  | { kind: 'unknown-key'; lastFour: string }

/**
 * Calls `handler` for each request of the scope as soon as it is recorded, on whichever gateway. Gives the function
 * that ends it, or null when too many listen already. A hint of another tenant is never passed on.
 */
export function listenToGenerations(
  live: LiveHub,
  scope: GenerationScope,
  handler: (hint: GenerationHint) => void,
): (() => void) | null {
  return live.listen((event) => {
    if (event.topic === 'missed') return handler({ kind: 'missed' })
    if (event.topic === 'unknown_key_used') return handler({ kind: 'unknown-key', lastFour: event.lastFour })
    if (event.topic !== 'generation_recorded') return
    const { organizationId, workspaceId, apiKeyId, generationId } = event
    if (organizationId !== scope.organizationId || workspaceId !== scope.workspaceId) return
    if (scope.apiKeyId !== undefined && apiKeyId !== scope.apiKeyId) return
    handler({ kind: 'recorded', generationId, apiKeyId })
  })
}
