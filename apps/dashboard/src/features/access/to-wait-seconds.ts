const SECOND_MS = 1_000

/** Whole seconds that are never too short. */
export const toWaitSeconds = (waitMs: number): number => Math.ceil(waitMs / SECOND_MS)
