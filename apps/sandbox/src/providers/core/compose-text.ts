/**
 * Writes the text of a simulated answer. The rules are tried in order; the first that recognises the prompt answers.
 * Deterministic for (provider, model, conversation, seed), and every answer but a literal echo says it is simulated.
 */
import type { Random } from '@turnpike/kernel/random'
import { writeCodeBlock } from './code-block.ts'
import { evaluateArithmetic } from './evaluate-arithmetic.ts'
import { contentWords, extractHints } from './extract-hints.ts'
import { LONGEST_TEXT_WORDS, writeLongText } from './long-text.ts'
import { lastUserText, pendingToolResults, type SimulatedPrompt } from './simulated-prompt.ts'

/** `asked` is the beginning of the question: rules look at no more, so that a huge prompt costs them nothing. */
type Context = { prompt: SimulatedPrompt; asked: string; source: string; random: Random }
type Rule = (context: Context) => string | null

const HIGHEST_COUNT = 5000
const DEFAULT_LONG_WORDS = 400
const LONGEST_QUOTE = 240
const LONGEST_QUESTION = 4000

const signed = (text: string, { source }: Context): string => `${text}\n\n(Simulated answer from ${source}.)`

const shorten = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length)}…`)

const useToolResults: Rule = (context) => {
  const results = pendingToolResults(context.prompt)
  if (results.length === 0) return null
  const lines = results.map((turn) => `${turn.toolName ?? 'The tool'} says: ${readableResult(turn.text)}`)
  return signed(lines.join('\n'), context)
}

/** `{"temperature":21,"sky":"clear"}` reads as "temperature: 21, sky: clear". */
function readableResult(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return shorten(text, 2000)
    return Object.entries(value)
      .map(([name, field]) => `${name}: ${typeof field === 'object' ? JSON.stringify(field) : String(field)}`)
      .join(', ')
  } catch {
    return shorten(text, 2000)
  }
}

/** The first prompt that a new user sends: an echo of it would look like a mistake. */
const GREETINGS = [
  'Hello.',
  'Hello there.',
  'Hello to you.',
  'Hello from your simulation.',
  'Hello from a simulated model.',
  'Hello and welcome, says this simulation.',
]
const NUMBER_WORDS = ['one', 'two', 'three', 'four', 'five', 'six']

const greetInWords: Rule = ({ asked }) => {
  const wanted = /^(?:please\s+)?say (?:hello|hi) in (\w+) words?\b/i.exec(asked)?.[1]?.toLowerCase()
  if (wanted === undefined) return null
  const words = /^\d+$/.test(wanted) ? Number(wanted) : NUMBER_WORDS.indexOf(wanted) + 1
  return GREETINGS[words - 1] ?? null
}

const repeat: Rule = ({ prompt }) => {
  const match =
    /^(?:please\s+)?(?:repeat after me|repeat|say|echo|(?:reply|respond|answer)(?: with)?(?: (?:exactly|only|just))+(?: the word| with)?|(?:reply|respond) with(?: the word)?)\s*:?\s+(\S.*)$/is.exec(
      lastUserText(prompt),
    )
  return match?.[1]?.trim().replace(/^["“'](.*)["”']\.?$/s, '$1') ?? null
}

const count: Rule = ({ asked }) => {
  const match = /\bcount\s+(?:(?:from\s+)?(-?\d{1,6})\s+)?(?:up\s+|down\s+)?to\s+(-?\d{1,6})/i.exec(asked)
  if (match === null) return null
  const to = Number(match[2])
  const from = match[1] === undefined ? Math.min(1, to) : Number(match[1])
  const length = Math.min(Math.abs(to - from) + 1, HIGHEST_COUNT)
  return Array.from({ length }, (_, index) => from + (to < from ? -index : index)).join(', ')
}

/** Dates and ranges look like sums, so the prompt must ask for a result or be nothing but an expression. */
const ASKS_FOR_RESULT =
  /\b(?:what(?:'s|’s| is)|calculate|compute|evaluate|solve|how much)\b|^[\s\d().+*/^%×÷x-]+=?[\s?]*$/i

const calculate: Rule = (context) => {
  if (context.asked.length > 300 || !ASKS_FOR_RESULT.test(context.asked)) return null
  const found = evaluateArithmetic(context.asked)
  return found === null ? null : signed(`${found.expression} = ${found.result}`, context)
}

const writeAtLength: Rule = ({ asked, source, random }) => {
  const explicit = /\b(\d{1,6})[ -]words?\b/i.exec(asked)?.[1]
  const long = /\b(?:write|compose)\b.*\b(?:essay|story|article|blog post|poem|report)\b/is.test(asked)
  if (explicit === undefined && !long) return null
  const words = Math.min(Number(explicit ?? DEFAULT_LONG_WORDS), LONGEST_TEXT_WORDS)
  const topic = extractHints(asked.replace(/\b\d+[ -]words?\b/i, '')).topic
  return writeLongText(shorten(topic, 60), Math.max(1, words), source, random)
}

const code: Rule = (context) => {
  const block = writeCodeBlock(context.asked)
  return block === null
    ? null
    : `Here is a small example:\n\n${block}\n\nIt is a simulated answer from ${context.source}.`
}

const recallName: Rule = (context) => {
  if (!/\bwhat(?:'s| is) my name\b/i.test(context.asked)) return null
  const name = context.prompt.turns
    .filter((turn) => turn.role === 'user')
    .map((turn) => /\bmy name is (\p{L}[\p{L}'’-]*)/iu.exec(turn.text)?.[1])
    .findLast((found) => found !== undefined)
  return signed(name === undefined ? 'You have not told me your name yet.' : `Your name is ${name}.`, context)
}

const introduce: Rule = ({ asked, source }) =>
  /\b(?:who|what) are you\b|\bwhich model\b/i.test(asked)
    ? `I am a simulation of ${source}. No model runs here: my answers are made up on this machine.`
    : null

const greet: Rule = ({ asked, source }) =>
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|greetings|howdy)\b[\s\p{P}]*(?:there|you|everyone)?[\s\p{P}]*$/iu.test(
    asked,
  )
    ? `Hello! I am ${source}, simulated. Ask me to count, calculate, write code, call a tool or answer in JSON.`
    : null

const CLOSINGS: readonly string[] = [
  'A real model would go into detail here; the routing, metering and billing around this answer are the real thing.',
  'Treat the words as a placeholder: everything around them, from streaming to the receipt, works as it would in earnest.',
  'The content is made up, but it is the same every time, so you can compare runs.',
  'With a provider key in place, the same request would go to the real model instead.',
]

const quoteQuestion: Rule = ({ asked, source, random }) => {
  const subject = contentWords(asked).slice(0, 3).join(', ') || 'nothing in particular'
  const closing = CLOSINGS[Math.floor(random() * CLOSINGS.length)] ?? ''
  return `You asked: “${shorten(asked, LONGEST_QUOTE)}”\n\nThis is a simulated answer from ${source}. Your question seems to be about ${subject}. ${closing}`
}

const RULES: readonly Rule[] = [
  useToolResults,
  greetInWords,
  repeat,
  count,
  calculate,
  writeAtLength,
  code,
  recallName,
  introduce,
  greet,
  quoteQuestion,
]

export function composeText(prompt: SimulatedPrompt, random: Random): string {
  const asked = lastUserText(prompt).slice(0, LONGEST_QUESTION)
  const context: Context = { prompt, asked, source: `${prompt.provider}/${prompt.model}`, random }
  for (const rule of RULES) {
    const text = rule(context)
    if (text !== null) return text
  }
  return ''
}
