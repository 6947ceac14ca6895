import { describe, expect, it } from 'vitest'
import { type ReportAddress, toReportView } from './report-address.ts'

const EMPTY: ReportAddress = { group: null, metric: null, bucket: null, compare: null, chart: null }
const DEFAULTS = { group: 'model', groups: ['model', 'provider', 'outcome'] } as const

describe('the address of a report', () => {
  it('says nothing for spend by model in bars against the range before', () => {
    expect(toReportView(EMPTY, DEFAULTS)).toEqual({
      view: { group: 'model', metric: 'spend', bucket: null, isCompared: true, shape: 'bars' },
      notices: [],
    })
  })

  it('is read word by word', () => {
    const address = { group: 'provider', metric: 'tokens', bucket: '1h', compare: 'off', chart: 'cumulative' }
    expect(toReportView(address, DEFAULTS).view).toEqual({
      group: 'provider',
      metric: 'tokens',
      bucket: '1h',
      isCompared: false,
      shape: 'cumulative',
    })
  })

  it('a group that the viewer does not have is ignored with a notice, like any word that means nothing', () => {
    const { view, notices } = toReportView({ ...EMPTY, group: 'key', metric: 'joy' }, DEFAULTS)
    expect(view).toMatchObject({ group: 'model', metric: 'spend' })
    expect(notices).toHaveLength(2)
  })
})
