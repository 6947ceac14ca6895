import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const CORE = new URL('./', import.meta.url)

/** The one place where a bigint becomes a number: it is a count of tokens. */
const COUNT_OF_TOKENS = 'return Number(affordable)'

describe('money in the catalogue', () => {
  it('never becomes a float', () => {
    const files = readdirSync(CORE).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    expect(files).toContain('cost.ts')
    const offending = files.flatMap((name) =>
      readFileSync(new URL(name, CORE), 'utf8')
        .replace(COUNT_OF_TOKENS, '')
        .split('\n')
        .filter((line) => /parseFloat|\bNumber\(|toFixed|toUsdNumber|Math\.(round|ceil|floor|pow)/.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    )
    expect(offending).toEqual([])
  })
})
