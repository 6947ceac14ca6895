import { NO_USAGE_FIGURES } from '@turnpike/activity/core/to-usage-report'
import { parseUsd, ZERO_USD } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import { toReportCsv } from './report-csv.ts'

const row = (group: string | null, spend: string) => ({
  ...NO_USAGE_FIGURES,
  group,
  share: 0.5,
  requests: 3n,
  costNanoUsd: parseUsd(spend) ?? ZERO_USD,
})

it('a file has the rows of the table with their exact amounts, what is together on screen too', () => {
  const csv = toReportCsv([row('key_1', '7.100000001'), row(null, '0.00000042')], 'key', {
    key_1: { name: 'ci, "runner"' },
  })
  expect(csv.split('\r\n')).toEqual([
    'key,key_id,spend,currency,requests,errors,refused,input_tokens,output_tokens,reasoning_tokens,cached_input_tokens',
    '"ci, ""runner""",key_1,7.100000001,USD,3,0,0,0,0,0,0',
    'Other,,0.00000042,USD,3,0,0,0,0,0,0',
    '',
  ])
})
