import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCountDelta, formatDurationDelta, formatMoneyDelta, formatShareDelta } from './delta-text.ts'
import { exactMoney, exactMoneyText, formatMoney, type MoneyKind } from './money-text.ts'
import {
  formatCachedTokens,
  formatCount,
  formatDuration,
  formatKey,
  formatPercent,
  formatRate,
  formatShortId,
  formatTokenFigure,
  formatTokenFlow,
} from './quantity-text.ts'
import { receiptAmount } from './receipt-amount.ts'
import {
  formatDate,
  formatDay,
  formatExact,
  formatRelative,
  formatReset,
  formatTimeOfDay,
  formatZone,
  isoInstant,
} from './time-text.ts'

const BERLIN = 'Europe/Berlin'
const NOON = Date.UTC(2026, 10, 21, 12, 0, 0)

describe('FMT-1: every example of the formatting contract', () => {
  it.each<[MoneyKind, string, string]>([
    ['balance', '9.999', '$9.99'],
    ['balance', '0.004', '<$0.01'],
    ['balance', '-0.304', '−$0.31'],
    ['balance', '1204.5', '$1,204.50'],
    ['balance', '0', '$0.00'],
    ['total', '4.402973', '$4.40'],
    ['total', '0.068415', '$0.07'],
    ['total', '0.00421', '$0.0042'],
    ['total', '0.00995', '$0.01'],
    ['total', '0.00000042', '$0.00000042'],
    ['total', '0', '$0.00'],
    ['total', '-4.405', '−$4.41'],
    ['total', '0.000999', '$0.0010'],
    ['request', '0.000012', '$0.000012'],
    ['request', '0.0042', '$0.004200'],
    ['request', '0.00000042', '$0.00000042'],
    ['request', '1.2045', '$1.204500'],
    ['request', '0.00421', '$0.004210'],
    ['request', '0.000000996', '$0.0000010'],
    ['request', '0', '$0.000000'],
    ['price', '3', '$3.00 / M'],
    ['price', '0.0375', '$0.0375 / M'],
    ['price', '0', 'Free'],
  ])('%s of %s reads %s', (kind, amount, text) => {
    expect(formatMoney(amount, kind)).toBe(text)
  })

  it('takes nano-USD as bigint and gives the exact decimal', () => {
    expect(formatMoney(420n, 'request')).toBe('$0.00000042')
    expect(exactMoney(1_500_000_000n)).toBe('1.5')
    expect(exactMoney('-0.3040')).toBe('-0.304')
    expect(exactMoneyText(12_345_678_000n)).toBe('$12.345678')
    expect(exactMoneyText('3')).toBe('$3.00')
  })

  it('receipt lines keep every digit', () => {
    expect(receiptAmount('180600000000')).toBe('0.0001806')
    expect(formatMoney(receiptAmount('420000000'), 'request')).toBe('$0.00000042')
  })

  it('refuses what is no plain decimal', () => {
    for (const text of ['', '1e3', '1,000', 'NaN', '.5']) expect(() => formatMoney(text, 'total')).toThrow(/decimal/)
  })

  it.each([
    [9999, '9,999'],
    [12345, '12.3k'],
    [1240000, '1.24M'],
    [10000, '10.0k'],
    [999_950, '1.00M'],
    [999_499, '999k'],
    [4_200_000_000, '4.20B'],
  ])('tokens in figures: %d reads %s', (count, text) => {
    expect(formatTokenFigure(count)).toBe(text)
  })

  it('tokens in tables are grouped integers', () => {
    expect(formatTokenFlow(1204, 312)).toBe('1,204 → 312')
    expect(formatCachedTokens(1024)).toBe('1,024 cached')
    expect(formatCount(-1204)).toBe('−1,204')
  })

  it.each([
    [0.4, '<1 ms'],
    [0, '0 ms'],
    [842, '842 ms'],
    [1840, '1.84 s'],
    [999.7, '1.00 s'],
    [9_996, '10.0 s'],
    [59_999, '1 m 0 s'],
    [72_000, '1 m 12 s'],
    [3_599_800, '1 h 0 m'],
    [90_000_000, '1 d 1 h'],
  ])('a duration of %d ms reads %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text)
  })

  it.each([
    [0.0004, '<0.1%'],
    [0.9996, '99.9%'],
    [1, '100%'],
    [0, '0%'],
    [0.98, '98.0%'],
    [1.5, '150.0%'],
  ])('a share of %d reads %s', (share, text) => {
    expect(formatPercent(share)).toBe(text)
  })

  it('rates, ids and keys', () => {
    expect(formatRate(64.2)).toBe('64.2 tok/s')
    expect(formatShortId('gen_01JF8Z3M5T7V9X1B2C4D6E8GK4Q2')).toBe('gen_01JF…K4Q2')
    expect(formatShortId('short')).toBe('short')
    expect(formatKey('sk-tp-live-', 'a1b2')).toBe('sk-tp-live-…a1b2')
  })

  it('deltas', () => {
    expect(formatMoneyDelta('12.345678', '9.87', 'previous 7 days')).toBe('+25.1% vs previous 7 days')
    expect(formatMoneyDelta('1', '0', 'previous 7 days')).toBe('new')
    expect(formatMoneyDelta('0.42', '0.001', 'previous 7 days')).toBe('+$0.42 vs previous 7 days')
    expect(formatMoneyDelta('5', '10')).toBe('−50.0%')
    expect(formatMoneyDelta('10.000001', '10')).toBe('+<0.1%')
    expect(formatMoneyDelta('10', '10.0')).toBe('no change')
    expect(formatCountDelta(110, 100)).toBe('+10.0%')
    expect(formatShareDelta(0.976, 0.98)).toBe('−0.4 pt')
    expect(formatDurationDelta(850, 640)).toBe('+210 ms')
  })

  it('instants', () => {
    const at = Date.UTC(2026, 10, 21, 13, 3, 22, 418)
    expect(isoInstant(Date.UTC(2026, 10, 21, 11, 59, 30, 120))).toBe('2026-11-21T11:59:30.120Z')
    expect(formatTimeOfDay(at, BERLIN)).toBe('14:03:22.418')
    expect(formatDay(at, BERLIN)).toBe('Saturday 21 November 2026')
    expect(formatDate(Date.UTC(2026, 8, 1), 'UTC')).toBe('1 Sep 2026')
    expect(formatExact(at, BERLIN)).toBe('21 Nov 2026 14:03:22.418 (UTC+01:00)')
    expect(formatZone(BERLIN, NOON)).toBe('Europe/Berlin (UTC+01:00)')
    expect(formatRelative(NOON - 180_000, NOON)).toBe('3 min ago')
    expect(formatRelative(NOON + 3 * 86_400_000, NOON)).toBe('in 3 days')
  })

  it('resets carry countdown, UTC and local time', () => {
    expect(formatReset(Date.UTC(2026, 10, 22), NOON, BERLIN)).toBe('resets in 12 h 0 m · 00:00 UTC (01:00 Berlin)')
    expect(formatReset(Date.UTC(2026, 11, 1), NOON, 'UTC')).toBe('resets in 9 d 12 h · 1 Dec 00:00 UTC')
  })
})

const nano = fc.oneof(
  fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
  fc.bigInt({ min: -30_000_000n, max: 30_000_000n }),
  fc.bigInt({ min: -2_000n, max: 2_000n }),
)
const KINDS: MoneyKind[] = ['balance', 'total', 'request', 'price']

/** What a reader takes from the text, times 10^12. "<$0.01" is something between nothing and a cent. */
function readBack(text: string): bigint {
  if (text === 'Free') return 0n
  if (text === '<$0.01') return 1n
  const plain = text.replace(/[$,]|\/ M|\s/g, '').replace('−', '-')
  const [whole = '0', fraction = ''] = plain.replace('-', '').split('.')
  const magnitude = BigInt(whole + fraction.padEnd(12, '0'))
  return plain.startsWith('-') ? -magnitude : magnitude
}

describe('FMT-2: money never lies', () => {
  it.each(KINDS)('%s: no amount but zero reads as all zeros', (kind) => {
    fc.assert(
      fc.property(nano, (amount) => {
        fc.pre(amount !== 0n)
        expect(formatMoney(amount, kind)).toMatch(/[1-9]/)
      }),
    )
  })

  it.each(KINDS)('%s: a larger amount never reads as a smaller one', (kind) => {
    fc.assert(
      fc.property(nano, nano, (first, second) => {
        const [low, high] = first < second ? [first, second] : [second, first]
        expect(readBack(formatMoney(low, kind)) <= readBack(formatMoney(high, kind))).toBe(true)
      }),
    )
  })

  it('balance never promises more than there is', () => {
    fc.assert(
      fc.property(nano, (amount) => {
        fc.pre(amount < 0n || amount >= 10_000_000n)
        expect(readBack(formatMoney(amount, 'balance')) <= amount * 1_000n).toBe(true)
      }),
    )
  })

  it('FMT-3: the exact decimal of an amount reads back as the same amount', () => {
    fc.assert(
      fc.property(nano, (amount) => {
        expect(readBack(exactMoney(amount))).toBe(amount * 1_000n)
        expect(exactMoney(exactMoney(amount))).toBe(exactMoney(amount))
      }),
    )
  })
})
