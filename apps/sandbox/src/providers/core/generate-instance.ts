/**
 * Makes a small instance of a JSON schema, filled with words of the prompt where a field's name invites them.
 * Deterministic. Covers what structured-output users write: types, enum, const, $ref, anyOf/oneOf/allOf, bounds, items,
 * prefixItems, required. Recursive schemas end because optional fields are left out below a fixed depth.
 */
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { isJsonObject } from '@turnpike/kernel/json'
import type { PromptHints } from './extract-hints.ts'
import { generateTextValue } from './generate-text-value.ts'

const OPTIONAL_DEPTH = 3
const DEEPEST = 24
const MOST_ITEMS = 100

type Context = { root: JsonObject; hints: PromptHints; depth: number; name: string; position: number }

export const generateInstance = (schema: JsonObject, hints: PromptHints): Json =>
  generate(schema, { root: schema, hints, depth: 0, name: '', position: 0 })

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : [])
const numberOr = (value: Json | undefined, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
const deeper = (context: Context, name: string, position = 0): Context => ({
  ...context,
  depth: context.depth + 1,
  name,
  position,
})

function generate(given: JsonObject, context: Context): Json {
  if (context.depth > DEEPEST) return null
  const schema = resolve(given, context)
  if (schema.const !== undefined) return schema.const
  const allowed = schema.enum
  if (Array.isArray(allowed) && allowed.length > 0) return pickAllowed(allowed, context)
  const choices = [...objects(schema.anyOf), ...objects(schema.oneOf)]
  if (choices.length > 0) return generateChoice(schema, choices, context)
  return generateByType(schema, toType(schema), context)
}

/** Follows `$ref` inside the document and folds `allOf` into one schema. */
function resolve(schema: JsonObject, context: Context): JsonObject {
  let current = schema
  for (let hop = 0; typeof current.$ref === 'string' && hop < DEEPEST; hop++) {
    const { $ref: reference, ...siblings } = current
    const target = followPointer(context.root, String(reference))
    current = { ...(target ?? {}), ...siblings }
  }
  const parts = objects(current.allOf).map((part) => resolve(part, { ...context, depth: context.depth + 1 }))
  return context.depth > DEEPEST ? current : parts.reduce(mergeSchemas, current)
}

function followPointer(root: JsonObject, reference: string): JsonObject | null {
  if (!reference.startsWith('#')) return null
  const path = reference.slice(1).split('/').slice(1)
  const names = path.map((name) => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'))
  const target = names.reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), root)
  return isJsonObject(target) ? target : null
}

function mergeSchemas(first: JsonObject, second: JsonObject): JsonObject {
  const properties = { ...asObject(first.properties), ...asObject(second.properties) }
  const required = [...names(first.required), ...names(second.required)]
  return { ...first, ...second, properties, required: [...new Set(required)] }
}

const asObject = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {})
const names = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []

/** An enum value the prompt mentions, else the first. In arrays the position moves on, so that items differ. */
function pickAllowed(allowed: readonly Json[], context: Context): Json {
  const text = context.hints.text.toLowerCase()
  const mentioned = allowed.find((value) => typeof value === 'string' && text.includes(value.toLowerCase()))
  const turn = allowed[context.position % allowed.length] ?? null
  return context.position === 0 ? (mentioned ?? turn) : turn
}

function generateChoice(schema: JsonObject, choices: readonly JsonObject[], context: Context): Json {
  const { anyOf: _anyOf, oneOf: _oneOf, ...common } = schema
  const isNull = (choice: JsonObject) => resolve(choice, context).type === 'null'
  const isPlain = (choice: JsonObject) => !['object', 'array'].includes(toType(resolve(choice, context)))
  const wanted = choices.filter((choice) => !isNull(choice))
  const shallow = context.depth > OPTIONAL_DEPTH ? (choices.find(isNull) ?? wanted.find(isPlain)) : undefined
  return generate({ ...common, ...(shallow ?? wanted[0] ?? { type: 'null' }) }, deeper(context, context.name))
}

function toType(schema: JsonObject): string {
  const type = schema.type
  const first = Array.isArray(type) ? (type.find((name) => name !== 'null') ?? 'null') : type
  if (typeof first === 'string') return first
  if (schema.properties !== undefined) return 'object'
  if (schema.items !== undefined || schema.prefixItems !== undefined) return 'array'
  return schema.minimum !== undefined || schema.maximum !== undefined ? 'number' : 'string'
}

function generateByType(schema: JsonObject, type: string, context: Context): Json {
  if (type === 'object') return generateObject(schema, context)
  if (type === 'array') return generateArray(schema, context)
  if (type === 'integer' || type === 'number') return generateNumber(schema, type === 'integer', context)
  if (type === 'boolean') return true
  if (type === 'null') return null
  return generateTextValue(schema, context.name, context.hints, context.position)
}

/** Required fields; at shallow depth also all others when the schema requires none, as people expect to see them. */
function generateObject(schema: JsonObject, context: Context): JsonObject {
  const properties = asObject(schema.properties)
  const required = names(schema.required)
  const showAll = required.length === 0 && context.depth < OPTIONAL_DEPTH
  const wanted = showAll ? Object.keys(properties) : required
  const entries = wanted.map((name): [string, Json] => [
    name,
    generate(asObject(properties[name]), deeper(context, name, context.position)),
  ])
  const missing = numberOr(schema.minProperties, 0) - entries.length
  for (let extra = 0; extra < Math.min(missing, MOST_ITEMS); extra++) {
    const shape = asObject(schema.additionalProperties)
    entries.push([`example_${extra + 1}`, generate(shape, deeper(context, 'example'))])
  }
  return Object.fromEntries(entries)
}

function generateArray(schema: JsonObject, context: Context): Json[] {
  const prefix = objects(schema.prefixItems)
  const items = asObject(schema.items)
  const usual = context.depth > OPTIONAL_DEPTH ? 0 : Math.max(1, prefix.length)
  const length = Math.min(
    Math.max(numberOr(schema.minItems, usual), context.depth > OPTIONAL_DEPTH ? 0 : prefix.length),
    numberOr(schema.maxItems, MOST_ITEMS),
    MOST_ITEMS,
  )
  return Array.from({ length }, (_, index) =>
    generate(prefix[index] ?? items, deeper(context, context.name.replace(/s$/, ''), index)),
  )
}

function generateNumber(schema: JsonObject, whole: boolean, context: Context): number {
  const step = numberOr(schema.multipleOf, whole ? 1 : 0)
  const gap = whole || step > 0 ? Math.max(step, whole ? 1 : 0) : 1e-6
  const lowest = Math.max(
    numberOr(schema.minimum, Number.NEGATIVE_INFINITY),
    numberOr(schema.exclusiveMinimum, Number.NEGATIVE_INFINITY) + gap,
  )
  const highest = Math.min(
    numberOr(schema.maximum, Number.POSITIVE_INFINITY),
    numberOr(schema.exclusiveMaximum, Number.POSITIVE_INFINITY) - gap,
  )
  const fits = (value: number) => value >= lowest && value <= highest && (!whole || Number.isInteger(value))
  const guess = context.hints.numbers.find(fits) ?? Math.min(Math.max(1, lowest), highest)
  const moved = Math.min(guess + context.position, highest)
  const rounded = step > 0 ? Math.ceil(moved / step) * step : moved
  return rounded > highest ? Math.floor(highest / step) * step : rounded
}
