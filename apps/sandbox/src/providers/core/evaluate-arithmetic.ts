/**
 * Finds and evaluates one arithmetic expression in a sentence ("what is 17*23", "12 plus 30 divided by 3").
 * Knows + - * / ^ % and parentheses; returns `null` when there is no expression or no finite result.
 */

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bplus\b/gi, '+'],
  [/\bminus\b/gi, '-'],
  [/\b(?:times|multiplied by)\b/gi, '*'],
  [/\bdivided by\b/gi, '/'],
  [/\b(?:to the power of)\b/gi, '^'],
  [/(?<=\d)\s*[x×]\s*(?=\d)/gi, '*'],
  [/÷/g, '/'],
  [/(?<=\d),(?=\d{3}\b)/g, ''],
]
/** Bounded on both sides, because a page of digits must not cost cubic time. */
const EXPRESSION = /[-(\d.][-\s\d.+*/^%()]{0,120}\d[\d.)]{0,30}(?![\w.])/g

export type Arithmetic = { expression: string; result: number }

export function evaluateArithmetic(sentence: string): Arithmetic | null {
  const symbols = WORDS.reduce((text, [word, symbol]) => text.replace(word, symbol), sentence.slice(0, 2000))
  for (const match of symbols.match(EXPRESSION) ?? []) {
    const expression = match.trim()
    if (!/\d\s*\)*\s*[-+*/^%]/.test(expression)) continue
    const result = evaluate(expression)
    if (result !== null) return { expression: expression.replace(/\s*([+*/^%])\s*/g, ' $1 '), result }
  }
  return null
}

/** Twelve significant digits hide the noise of binary fractions: 0.1 + 0.2 is 0.3. */
const clean = (value: number): number | null => (Number.isFinite(value) ? Number(value.toPrecision(12)) : null)

function evaluate(expression: string): number | null {
  const tokens = expression.match(/\d+\.?\d*|\.\d+|[-+*/^%()]/g) ?? []
  const cursor = { tokens, at: 0 }
  const value = readSum(cursor)
  return cursor.at === tokens.length ? clean(value) : null
}

type Cursor = { tokens: readonly string[]; at: number }

function accept(cursor: Cursor, ...symbols: readonly string[]): string | null {
  const token = cursor.tokens[cursor.at]
  if (token === undefined || !symbols.includes(token)) return null
  cursor.at++
  return token
}

function readSum(cursor: Cursor): number {
  let value = readProduct(cursor)
  for (let sign = accept(cursor, '+', '-'); sign !== null; sign = accept(cursor, '+', '-')) {
    value = sign === '+' ? value + readProduct(cursor) : value - readProduct(cursor)
  }
  return value
}

function readProduct(cursor: Cursor): number {
  let value = readPower(cursor)
  for (let sign = accept(cursor, '*', '/', '%'); sign !== null; sign = accept(cursor, '*', '/', '%')) {
    const right = readPower(cursor)
    value = sign === '*' ? value * right : sign === '/' ? value / right : value % right
  }
  return value
}

function readPower(cursor: Cursor): number {
  const value = readFactor(cursor)
  return accept(cursor, '^') === null ? value : value ** readPower(cursor)
}

/** Anything unreadable becomes NaN, which the caller reports as "no result". */
function readFactor(cursor: Cursor): number {
  if (accept(cursor, '-') !== null) return -readFactor(cursor)
  if (accept(cursor, '(') !== null) {
    const value = readSum(cursor)
    return accept(cursor, ')') === null ? Number.NaN : value
  }
  const token = cursor.tokens[cursor.at++]
  return token === undefined ? Number.NaN : Number(token)
}
