/** Whose activity: one workspace, or (workspaceId `null`) every workspace of the organization. */
export type ActivityScope = { organizationId: string; workspaceId: string | null }

/** Half-open: `fromMs` belongs to it, `toMs` does not. */
export type InstantRange = { fromMs: number; toMs: number }
