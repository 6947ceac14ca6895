import { expect, it } from 'vitest'
import { parseActivityAddress } from '@/components/activity-address.ts'
import { toHomeLinks } from './home-links.ts'

const BASE = '/o/acme/w/prod'

it('refused requests open in Logs over the range of Home, which is not the range of Logs', () => {
  const links = toHomeLinks(BASE, parseActivityAddress({}), true)
  expect(links.logs({ status: ['refused'] })).toBe('/o/acme/w/prod/logs?range=7d&status=refused')
  expect(links.analytics).toBe('/o/acme/w/prod/analytics?range=7d')
})

it('instants and zone of the address go along', () => {
  const words = { from: '2026-11-14T00:00:00Z', to: '2026-11-21T00:00:00Z', tz: 'UTC', range: '24h' }
  expect(toHomeLinks(BASE, parseActivityAddress(words), true).logs()).toBe(
    '/o/acme/w/prod/logs?from=2026-11-14T00%3A00%3A00Z&to=2026-11-21T00%3A00%3A00Z&tz=UTC',
  )
})

it('nobody is led to requests that their role does not show', () =>
  expect(toHomeLinks(BASE, parseActivityAddress({}), false).logs()).toBeNull())
