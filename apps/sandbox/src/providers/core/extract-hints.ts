/** Words of a prompt that can fill arguments and fields: places, numbers, quoted text, the topic. */
import { evaluateArithmetic } from './evaluate-arithmetic.ts'

export type PromptHints = {
  text: string
  places: readonly string[]
  numbers: readonly number[]
  quoted: readonly string[]
  topic: string
  expression: string | null
}

const NAME = String.raw`\p{Lu}[\p{L}'’.-]*(?: (?:de |la |of |the )?\p{Lu}[\p{L}'’-]*)*(?:, \p{Lu}{2}\b)?`
const PLACES = new RegExp(
  String.raw`\b(?:in|for|at|near|from|to|of)\s+(${NAME}(?:(?:,? (?:and|or|&) |, )${NAME})*)`,
  'gu',
)
const LOWER_CASE_PLACE =
  /\b(?:weather|temperature|forecast|time|live|population) (?:\w+ )?(?:in|for|at|of) (\p{L}+)(?: and (\p{L}+))?/iu
const SEPARATOR = /,? (?:and|or|&) |, (?!\p{Lu}{2}\b)/u
const LONGEST_HINT_TEXT = 4000
const STOP_WORDS = new Set(
  'a an and are about at be can could do does for from give have how i in is it its let like me my of on or please show some tell than that the their them there these they this to use us want was we what when where which who why will with would write you your'.split(
    ' ',
  ),
)

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

function findPlaces(text: string): string[] {
  const lists = [...text.matchAll(PLACES)].map((match) => match[1] ?? '')
  const named = lists.flatMap((list) => list.split(SEPARATOR)).map((place) => place.replace(/[.'’]+$/, '').trim())
  if (named.length > 0) return [...new Set(named)]
  const lower = LOWER_CASE_PLACE.exec(text)?.slice(1) ?? []
  return lower.filter((word) => word !== undefined && !STOP_WORDS.has(word.toLowerCase())).map(capitalise)
}

/** Words that carry meaning, in order, lower case. */
export const contentWords = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1 && !STOP_WORDS.has(word))

function findTopic(text: string): string {
  const about = /\b(?:about|on|regarding|explain|describe|summari[sz]e)\s+([^.?!\n]{2,80})/i.exec(text)?.[1]
  return about?.trim() ?? (contentWords(text).slice(0, 4).join(' ') || 'this')
}

export function extractHints(prompt: string): PromptHints {
  const text = prompt.slice(0, LONGEST_HINT_TEXT)
  return {
    text,
    places: findPlaces(text),
    numbers: (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number),
    quoted: [...text.matchAll(/["“]([^"”\n]{1,200})["”]/g)].map((match) => match[1] ?? ''),
    topic: findTopic(text),
    expression: evaluateArithmetic(text)?.expression ?? null,
  }
}
