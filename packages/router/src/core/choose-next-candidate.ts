import type { AttemptState } from './attempt-machine.ts'
import type { Candidate } from './plan.ts'

/**
 * The index of the candidate to try after a failure, or `null` when none is left that could do better. Candidates are
 * only ever tried in the order of the plan; some may be skipped:
 * - after `context_length_exceeded`, those whose context is no larger;
 * - when only one attempt is left for each model not tried yet, the rest of the models that were tried.
 */
export function chooseNextCandidate(state: AttemptState): number | null {
  const tooSmall = largestExceededContext(state)
  const open = state.candidates
    .map((candidate, index) => ({ candidate, index }))
    .slice(state.candidateIndex + 1)
    .filter(({ candidate }) => candidate.endpoint.contextTokens > tooSmall)
  const tried = new Set(state.errors.map((failed) => failed.candidate.model.id))
  const untried = open.filter(({ candidate }) => !tried.has(candidate.model.id))
  const attemptsLeft = state.maxAttempts - state.attempts
  const mustMoveOn = untried.length > 0 && attemptsLeft <= countModels(untried.map(({ candidate }) => candidate))
  return (mustMoveOn ? untried : open)[0]?.index ?? null
}

const countModels = (candidates: readonly Candidate[]): number =>
  new Set(candidates.map((candidate) => candidate.model.id)).size

const largestExceededContext = ({ errors }: AttemptState): number =>
  errors
    .filter((failed) => failed.error.code === 'context_length_exceeded')
    .reduce((largest, failed) => Math.max(largest, failed.candidate.endpoint.contextTokens), 0)
