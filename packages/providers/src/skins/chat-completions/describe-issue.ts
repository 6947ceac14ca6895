/** What is wrong with a field, in one sentence that names it: `messages[0].role must be one of "system", "user"`. */
import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

export function describeIssue(issue: Issue, base: Path = []): string {
  const path = [...base, ...issue.path]
  const field = toFieldName(path)
  if (issue.code === 'invalid_union') return describeUnion(issue, path)
  if (issue.code === 'invalid_value') return `${field} must be one of ${issue.values.map(quote).join(', ')}.`
  if (issue.code === 'invalid_type')
    return `${field} ${isMissing(issue) ? 'is required' : `must be ${named(issue.expected)}`}.`
  if (issue.code === 'too_small')
    return describeBound(
      field,
      issue.inclusive === false ? 'more than' : 'at least',
      issue.minimum,
      issue.origin,
      issue.message,
    )
  if (issue.code === 'too_big')
    return describeBound(
      field,
      issue.inclusive === false ? 'less than' : 'at most',
      issue.maximum,
      issue.origin,
      issue.message,
    )
  return `${field}: ${issue.message}.`
}

/** The form that the value came closest to: the one whose complaint lies deepest. Else what it could have been. */
function describeUnion(issue: Extract<Issue, { code: 'invalid_union' }>, path: Path): string {
  const firsts = issue.errors.flatMap((issues) => issues.slice(0, 1))
  const deepest = firsts.reduce<Issue | null>(
    (best, next) => (next.path.length > (best?.path.length ?? 0) ? next : best),
    null,
  )
  if (deepest) return describeIssue(deepest, path)
  const forms = firsts.flatMap((first) => (first.code === 'invalid_type' ? [named(first.expected)] : []))
  const other = firsts.find((first) => first.code !== 'invalid_type')
  if (other) return describeIssue(other, path)
  return `${toFieldName(path)} must be ${forms.join(' or ')}.`
}

function describeBound(field: string, side: string, bound: number | bigint, origin: string, message: string): string {
  if (!message.startsWith('Too ')) return `${message}.`
  const unit = UNITS[origin]
  return unit ? `${field} must hold ${side} ${bound} ${unit}.` : `${field} must be ${side} ${bound}.`
}

const UNITS: Readonly<Record<string, string>> = { array: 'elements', string: 'characters', record: 'pairs' }

const NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
}

const named = (expected: string): string => NAMES[expected] ?? `of type ${expected}`

const isMissing = (issue: Issue): boolean => issue.input === undefined && /received undefined$/.test(issue.message)

const quote = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : String(value))

/** `['messages', 0, 'role']` → `messages[0].role`. */
const toFieldName = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '') || 'The request body'
