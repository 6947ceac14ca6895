/** Thrown when the program itself is wrong; never for a caller's mistake. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/** States what must hold here. A failure is a bug of ours, so it throws and is reported as `internal`. */
export function invariant(condition: unknown, why: string): asserts condition {
  if (!condition) throw new InvariantError(why)
}
