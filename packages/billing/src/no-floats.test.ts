/** Money never becomes a float here: this reads the sources, because a slip would only show in the last nano-dollar. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const FLOATING =
  /\bparseFloat\b|\btoFixed\b|\btoPrecision\b|\bMath\.(round|ceil|fround)\b|\btoUsdNumber\b|[^\w.]\d+\.\d+\b|\bdouble\b|::(float|real)/
/** Seconds of an interval are no money. */
const ALLOWED = /make_interval\(secs => \$\{.*::double precision\)/

const lines = ['core', 'store', 'stripe', 'use-cases'].flatMap((folder) =>
  globSync(join(import.meta.dirname, folder, '**/*.ts'))
    .filter((file) => !file.endsWith('.test.ts') && !file.includes('/testing/'))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((text, index) => ({ file, line: index + 1, text })),
    ),
)
const code = lines.filter(({ text }) => !/^\s*(\/?\*|\/\/)/.test(text))

describe('billing', () => {
  it('has no floating-point arithmetic in its sources', () => {
    expect(code.length).toBeGreaterThan(500)
    expect(code.filter(({ text }) => FLOATING.test(text) && !ALLOWED.test(text))).toEqual([])
  })

  it.each(['const fee = 5.5 * cents', 'parseFloat(text)', '(a / b).toFixed(2)', 'sum(amount)::float'])(
    'would notice %j',
    (text) => {
      expect(FLOATING.test(text)).toBe(true)
    },
  )
})
