/** Reading JSON that somebody else wrote: whatever is not as expected reads as absent, and nothing throws. */
import { isJsonObject, type Json, type JsonObject } from '@turnpike/kernel/json'

export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const objectIn = (value: Json | undefined): JsonObject | null => (isJsonObject(value) ? value : null)

export const listIn = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])

export const objectsIn = (value: Json | undefined): JsonObject[] => listIn(value).filter(isJsonObject)

/** A text that says something; the empty one counts as absent. */
export const textIn = (value: Json | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null

/** The value at a dotted path (`usage.prompt_tokens`, `choices.0.usage`). */
export function valueAt(root: Json | undefined, path: string): Json | undefined {
  let value: Json | undefined = root
  for (const name of path.split('.')) {
    if (Array.isArray(value)) value = value[Number(name)]
    else if (isJsonObject(value) && Object.hasOwn(value, name)) value = value[name]
    else return undefined
  }
  return value
}
