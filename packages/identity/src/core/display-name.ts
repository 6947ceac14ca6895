import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { err, ok, type Result } from '@turnpike/kernel/result'

const MAX_CHARACTERS = 80

/** A name that people give to a key or a workspace: one trimmed line, 1 to 80 characters, no control characters. */
export function parseDisplayName(text: string): Result<string, Failure> {
  const name = text.trim()
  const problem = problemOf(name)
  return problem === null ? ok(name) : err(failure('invalid_request', problem, { metadata: { field: 'name' } }))
}

function problemOf(name: string): string | null {
  if (name === '') return 'Enter a name.'
  if ([...name].length > MAX_CHARACTERS) return `Use at most ${MAX_CHARACTERS} characters for the name.`
  if (/\p{Cc}/u.test(name) || !name.isWellFormed()) return 'A name cannot contain control characters.'
  return null
}
