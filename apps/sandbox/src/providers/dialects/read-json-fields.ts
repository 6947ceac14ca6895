/** Readers for lenient request parsing: a field of the wrong type counts as absent. */
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { isJsonObject } from '@turnpike/kernel/json'

export const readText = (object: JsonObject, name: string): string | null => {
  const value = object[name]
  return typeof value === 'string' ? value : null
}

export const readNumber = (object: JsonObject, name: string): number | null => {
  const value = object[name]
  return typeof value === 'number' ? value : null
}

export const readObject = (object: JsonObject, name: string): JsonObject | null => {
  const value = object[name]
  return isJsonObject(value) ? value : null
}

export const readObjects = (object: JsonObject, name: string): JsonObject[] => {
  const value = object[name]
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** A string or a list of strings, as `stop` may be written. */
export const readTexts = (value: Json | undefined): string[] => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
