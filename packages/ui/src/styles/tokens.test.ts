/** TOK-1: the token file keeps text at 4.5:1, other marks at 3:1, and chart colours apart for every kind of sight. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Vector = readonly [number, number, number]
type Matrix = readonly [Vector, Vector, Vector]
type Theme = 'light' | 'dark'

const TOKEN = /--([\w-]+):\s*light-dark\(oklch\(([\d. ]+)\),\s*oklch\(([\d. ]+)\)\)/g
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

const toVector = (text: string): Vector => {
  const [first = 0, second = 0, third = 0] = text.split(' ').map(Number)
  return [first, second, third]
}

const tokens: Record<Theme, Map<string, Vector>> = { light: new Map(), dark: new Map() }
for (const [, name = '', light = '', dark = ''] of css.matchAll(TOKEN)) {
  tokens.light.set(name, toVector(light))
  tokens.dark.set(name, toVector(dark))
}

const dot = (row: Vector, vector: Vector): number => row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2]
const multiply = (matrix: Matrix, vector: Vector): Vector => [
  dot(matrix[0], vector),
  dot(matrix[1], vector),
  dot(matrix[2], vector),
]
const map = (vector: Vector, change: (part: number) => number): Vector => [
  change(vector[0]),
  change(vector[1]),
  change(vector[2]),
]

// Ottosson's OKLab matrices and Machado's simulations of colour-blindness at full severity, in linear sRGB.
const LAB_TO_LMS: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
]
const LMS_TO_RGB: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
]
const RGB_TO_LMS: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
]
const LMS_TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
]
const SIGHTS: Record<string, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const clamp = (part: number): number => Math.min(1, Math.max(0, part))

function toLinearRgb([lightness, chroma, hue]: Vector): Vector {
  const angle = (hue * Math.PI) / 180
  const lms = multiply(LAB_TO_LMS, [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)])
  return multiply(
    LMS_TO_RGB,
    map(lms, (part) => part ** 3),
  )
}

const luminance = (colour: Vector): number => dot([0.2126, 0.7152, 0.0722], map(toLinearRgb(colour), clamp))

function contrast(first: Vector, second: Vector): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].sort((left, right) => left - right)
  return (high + 0.05) / (low + 0.05)
}

function distance(first: Vector, second: Vector, sight: Matrix): number {
  const toLab = (colour: Vector): Vector =>
    multiply(LMS_TO_LAB, map(multiply(RGB_TO_LMS, map(multiply(sight, toLinearRgb(colour)), clamp)), Math.cbrt))
  const [left, right] = [toLab(first), toLab(second)]
  return Math.hypot(left[0] - right[0], left[1] - right[1], left[2] - right[2])
}

function token(theme: Theme, name: string): Vector {
  const value = tokens[theme].get(name)
  if (!value) throw new Error(`tokens.css has no --${name}`)
  return value
}

const TEXT_PAIRS: [string, string[]][] = [
  ['ink', ['canvas', 'surface', 'sunken', 'accent-soft', 'caution-soft', 'danger-soft', 'positive-soft', 'test-soft']],
  ['ink-2', ['canvas', 'surface', 'sunken']],
  ['ink-3', ['canvas', 'surface', 'sunken']],
  ['link', ['canvas', 'surface', 'sunken']],
  ['accent', ['canvas', 'surface', 'accent-soft']],
  ['on-accent', ['accent', 'accent-hover']],
  ['caution', ['surface', 'caution-soft']],
  ['danger', ['surface', 'danger-soft']],
  ['on-danger', ['danger-fill']],
  ['positive', ['surface', 'positive-soft']],
  ['test', ['surface', 'test-soft']],
]
const MARK_PAIRS: [string, string[]][] = [
  ['line-strong', ['canvas', 'surface', 'sunken']],
  ['focus', ['canvas', 'surface', 'sunken']],
  ['caution-fill', ['surface']],
  ['danger-fill', ['surface']],
  ['positive-fill', ['surface']],
  ['series-1', ['surface']],
  ['series-2', ['surface']],
  ['series-3', ['surface']],
  ['series-4', ['surface']],
  ['series-5', ['surface']],
  ['series-6', ['surface']],
]
const SERIES = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6']

describe.each<Theme>(['light', 'dark'])('%s tokens', (theme) => {
  it.each(TEXT_PAIRS)('text in --%s reads at 4.5:1 on %j', (name, grounds) => {
    for (const ground of grounds) {
      expect(contrast(token(theme, name), token(theme, ground)), ground).toBeGreaterThanOrEqual(4.5)
    }
  })

  it.each(MARK_PAIRS)('marks in --%s show at 3:1 on %j', (name, grounds) => {
    for (const ground of grounds) {
      expect(contrast(token(theme, name), token(theme, ground)), ground).toBeGreaterThanOrEqual(3)
    }
  })

  it.each(Object.entries(SIGHTS))('chart colours stay apart in %s sight', (_, sight) => {
    for (const [index, first] of SERIES.entries()) {
      for (const second of SERIES.slice(index + 1)) {
        expect(distance(token(theme, first), token(theme, second), sight), `${first}/${second}`).toBeGreaterThan(0.12)
      }
    }
  })
})
