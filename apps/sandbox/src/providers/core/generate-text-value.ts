/** A string for a field of a JSON schema: by its format, then its name, then the words of the prompt. */
import type { JsonObject } from '@turnpike/kernel/json'
import type { PromptHints } from './extract-hints.ts'

const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-01-15',
  time: '09:30:00Z',
  'date-time': '2026-01-15T09:30:00Z',
  duration: 'PT30M',
  email: 'ada@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  'uri-reference': '/example',
  uuid: '3f2b8a52-9c5e-4d0a-8f5e-2c1d7b6a9e04',
}

type NamedValue = readonly [RegExp, (hints: PromptHints) => string | undefined]

/** First match wins; the names are those people give to tool parameters and answer fields. */
const BY_NAME: readonly NamedValue[] = [
  [/location|city|place|town|destination|country|region|address/i, (hints) => hints.places[0] ?? 'Paris'],
  [/expression|formula|equation/i, (hints) => hints.expression ?? '1 + 1'],
  [/query|question|search|prompt|^q$|^input$|request/i, (hints) => hints.quoted[0] ?? hints.text],
  [/unit|scale/i, () => 'celsius'],
  [/e-?mail/i, () => FORMATS.email],
  [/url|link|website|uri/i, () => FORMATS.uri],
  [/time.?zone|^tz$/i, () => 'UTC'],
  [/date|day|when/i, () => FORMATS.date],
  [/time/i, () => '09:30'],
  [/language|locale/i, () => 'English'],
  [/currency/i, () => 'USD'],
  [/topic|subject|title|headline/i, (hints) => hints.topic],
  [
    /text|content|message|body|answer|response|summary|description|explanation|reason/i,
    (hints) => hints.quoted[0] ?? `A simulated answer about ${hints.topic}.`,
  ],
  [/author|person|user|^name$|full.?name|first.?name/i, () => 'Ada Lovelace'],
]

const fitLength = (text: string, schema: JsonObject): string => {
  const minimum = typeof schema.minLength === 'number' ? schema.minLength : 0
  const maximum = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY
  const characters = [...text]
  const padded = characters.length < minimum ? [...text.padEnd(minimum, 'x')] : characters
  return padded.slice(0, Math.min(maximum, padded.length)).join('')
}

/** Common shapes behind `pattern`. A pattern none of them satisfies is left to the first guess. */
const PATTERN_SAMPLES = [
  'A',
  'a',
  '1',
  '12',
  '123',
  '1234',
  '12345',
  'AB',
  'ABC',
  'abc',
  'A1',
  'AB12',
  'ABC-123',
  'USD',
]
  .concat(['example', 'example-name', 'example_name', '#336699', '+15550100', '1.0.0', '12.50', '09:30', '000-00-0000'])
  .concat(Object.values(FORMATS))

function satisfyPattern(pattern: string, guess: string): string {
  try {
    const expression = new RegExp(pattern, 'u')
    return [guess, ...PATTERN_SAMPLES].find((sample) => expression.test(sample)) ?? guess
  } catch {
    return guess
  }
}

/** `position` is the place in a list: later items get a number, so that they differ. */
export function generateTextValue(schema: JsonObject, name: string, hints: PromptHints, position: number): string {
  const format = typeof schema.format === 'string' ? FORMATS[schema.format] : undefined
  const named = BY_NAME.find(([pattern]) => pattern.test(name))?.[1](hints)
  const words = named ?? (name === '' ? hints.topic : `example ${name.replaceAll('_', ' ')}`)
  const guess = format ?? (position === 0 ? words : `${words} ${position + 1}`)
  const fitted = fitLength(guess, schema)
  return typeof schema.pattern === 'string' ? satisfyPattern(schema.pattern, fitted) : fitted
}
