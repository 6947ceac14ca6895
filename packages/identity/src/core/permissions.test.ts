import { expect, it } from 'vitest'
import { CAPABILITIES, type Capability, can, isRole, ROLES, rolesWith } from './permissions.ts'

it('an owner may do everything', () => {
  for (const capability of CAPABILITIES) expect(can('owner', capability), capability).toBe(true)
})

it('a viewer changes nothing and sees nobody else', () => {
  const allowed = CAPABILITIES.filter((capability) => can('viewer', capability))
  expect(allowed.sort()).toEqual(['limits:read', 'members:read', 'spendable:read', 'usage:read-totals'])
})

it.each<[Capability, string[]]>([
  ['credits:buy', ['owner', 'billing']],
  ['balance:read', ['owner', 'admin', 'billing']],
  ['keys:create', ['owner', 'admin', 'developer']],
  ['payloads:read-all', ['owner']],
])('%s belongs to %j and to nobody else', (capability, roles) => {
  expect(rolesWith(capability)).toEqual(roles)
})

it('whoever has a wide capability has the narrow one too', () => {
  const pairs: [Capability, Capability][] = [
    ['keys:read-all', 'keys:read'],
    ['keys:manage-all', 'keys:create'],
    ['usage:read-all', 'usage:read-own'],
    ['payloads:read-all', 'payloads:read-own'],
    ['limits:write', 'limits:read'],
    ['members:write', 'members:read'],
  ]
  for (const role of ROLES) {
    for (const [wide, narrow] of pairs) {
      if (can(role, wide)) expect(can(role, narrow), `${role} ${narrow}`).toBe(true)
    }
  }
})

it('a role from the database is checked before it is believed', () => {
  expect(isRole('owner')).toBe(true)
  expect(isRole('root')).toBe(false)
  expect(isRole('toString')).toBe(false)
})
