import { describe, expect, it } from 'vitest'
import { parseActivityAddress } from '@/components/activity-address.ts'
import { type LinkQuestion, toRowsLink } from './analytics-links.ts'

const BUCKET = { startMs: Date.parse('2026-11-20T23:00:00Z'), endMs: Date.parse('2026-11-21T23:00:00Z') }
const inWorkspace = (changes: Partial<LinkQuestion> = {}): LinkQuestion => ({
  place: { organization: 'acme', workspace: 'prod' },
  address: parseActivityAddress({}),
  group: 'model',
  maySeeRequests: true,
  names: { ws_1: { slug: 'staging' } },
  ...changes,
})

describe('links of analytics', () => {
  it('a bar opens its own bucket and its own group in Logs, with the filters that were there', () => {
    const address = parseActivityAddress({ range: '30d', model: ['a', 'b'], status: '!refused', tz: 'UTC' })
    expect(toRowsLink(inWorkspace({ address }), 'b', BUCKET)).toBe(
      '/o/acme/w/prod/logs?from=2026-11-20T23%3A00%3A00.000Z&to=2026-11-21T23%3A00%3A00.000Z&tz=UTC&model=b&status=%21refused',
    )
  })

  it('a total opens the words of its range, which are not those of Logs', () => {
    expect(toRowsLink(inWorkspace())).toBe('/o/acme/w/prod/logs?range=7d')
    expect(toRowsLink(inWorkspace({ group: 'outcome' }), 'failed')).toBe('/o/acme/w/prod/logs?range=7d&status=failed')
  })

  it('where there are no requests to show there is no link', () => {
    expect(toRowsLink(inWorkspace({ maySeeRequests: false }), 'a')).toBeNull()
    expect(toRowsLink(inWorkspace(), null)).toBeNull()
    expect(toRowsLink(inWorkspace({ group: 'provider' }), '')).toBeNull()
  })

  it('over all workspaces a group opens by workspace, and a workspace its own report', () => {
    const place = { organization: 'acme', workspace: null }
    expect(toRowsLink(inWorkspace({ place }), 'a')).toBe('/o/acme/analytics?range=7d&model=a&group=workspace')
    const address = parseActivityAddress({ key: 'key_1', model: 'a' })
    expect(toRowsLink(inWorkspace({ place, address, group: 'workspace' }), 'ws_1')).toBe(
      '/o/acme/w/staging/analytics?range=7d&model=a',
    )
    expect(toRowsLink(inWorkspace({ place }))).toBeNull()
  })
})
