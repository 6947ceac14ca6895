import { describe, expect, it } from 'vitest'
import { pointText, tickText } from './point-text.ts'

const at = (text: string) => Date.parse(text)

describe('points in time', () => {
  it('a whole day is a day of the zone, whatever its length', () => {
    const longDay = { startMs: at('2026-10-24T22:00:00Z'), endMs: at('2026-10-25T23:00:00Z') }
    expect(pointText(longDay, '1d', 'Europe/Berlin')).toBe('Sunday 25 October 2026')
    expect(tickText(longDay, '1d', 'Europe/Berlin')).toBe('25 Oct')
  })

  it('a part of a day at the edge of a range says which part', () => {
    const edge = { startMs: at('2026-11-14T12:00:00Z'), endMs: at('2026-11-14T23:00:00Z') }
    expect(pointText(edge, '1d', 'Europe/Berlin')).toBe('Saturday 14 November 2026, 13:00 – 00:00')
  })

  it('hours show their time, and midnight the day that begins', () => {
    const hours = (start: string) => tickText({ startMs: at(start), endMs: 0 }, '6h', 'UTC')
    expect([hours('2026-11-20T18:00:00Z'), hours('2026-11-21T00:00:00Z')]).toEqual(['18:00', '21 Nov'])
  })
})
