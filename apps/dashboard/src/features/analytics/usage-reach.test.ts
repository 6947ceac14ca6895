import { describe, expect, it } from 'vitest'
import { limitToReach, reportGroups, usageReach } from './usage-reach.ts'

const one = (value: string) => ({ include: [value], exclude: [] })

describe('whose usage a role sees', () => {
  it('owners and admins everybody’s, developers their own, billing and viewers totals', () => {
    const reaches = (['owner', 'admin', 'developer', 'billing', 'viewer'] as const).map(usageReach)
    expect(reaches).toEqual(['everybody', 'everybody', 'own', 'totals', 'totals'])
  })

  it('a developer who names somebody else gets their own usage', () => {
    const { filters } = limitToReach('own', 'usr_me', { member: one('usr_other'), model: one('a') })
    expect(filters).toEqual({ member: one('usr_me'), model: one('a') })
  })

  it('totals cannot be taken apart by key, member, app or text', () => {
    const asked = { model: one('a'), key: one('key_1'), member: one('usr_1'), app: one('Shop'), q: 'secret' }
    const { filters, notices } = limitToReach('totals', 'usr_me', asked)
    expect(filters).toEqual({ model: one('a') })
    expect(notices).toHaveLength(4)
    expect(reportGroups('totals', false)).toEqual(['model', 'provider', 'outcome'])
  })

  it('workspaces are told apart only over all of them', () => {
    expect(reportGroups('everybody', true)).toContain('workspace')
    expect(reportGroups('everybody', false)).not.toContain('workspace')
  })
})
