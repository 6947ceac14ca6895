import { expect, it } from 'vitest'
import { capabilityAt, sectionAt } from './sections.ts'
import { switchWorkspace } from './workspace-address.ts'

it('SHELL-2: switching keeps the section and the filters that exist there', () => {
  const search = new URLSearchParams('status=refused&key=key_1')
  expect(switchWorkspace('/o/acme/w/prod/logs', search, { organization: 'acme', workspace: 'test' })).toEqual({
    address: '/o/acme/w/test/logs?status=refused',
    dropped: ['key'],
  })
})

it('an open row of one workspace becomes the list of the other', () => {
  const target = { organization: 'other', workspace: 'default' }
  expect(switchWorkspace('/o/acme/w/prod/logs/gen-1', new URLSearchParams(), target).address).toBe(
    '/o/other/w/default/logs',
  )
  expect(switchWorkspace('/o/acme/billing', new URLSearchParams(), target).address).toBe('/o/other/w/default')
})

it('every address knows its section and what it takes to open it', () => {
  expect(sectionAt('/o/acme/w/prod')?.id).toBe('home')
  expect(sectionAt('/o/acme/w/prod/keys/key_1')?.id).toBe('keys')
  expect(sectionAt('/o/acme/billing')).toBeUndefined()
  expect(capabilityAt('/o/acme/billing')).toBe('credits:buy')
  expect(capabilityAt('/o/acme/w/prod/logs')).toBe('usage:read-own')
})
