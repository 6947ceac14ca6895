import { expect, it } from 'vitest'
import { toSteps } from './to-steps.ts'

const NOTHING_YET = { hasKey: false, hasCall: false, hasLimit: false, hasPurchase: false }
const AT = { workspace: '/o/acme/w/prod', billing: '/o/acme/billing' }

it('a viewer sees how far the workspace is and is led nowhere they may not go', () => {
  const steps = toSteps({ ...NOTHING_YET, hasKey: true, may: { createKey: false, buyCredits: false } }, AT)
  expect(steps.map(({ isDone }) => isDone)).toEqual([true, false, false, false])
  expect(steps.every(({ href }) => href === null)).toBe(true)
})

it('a limit can be set only where there is a key', () => {
  const may = { createKey: true, buyCredits: true }
  const limitOf = (hasKey: boolean) => toSteps({ ...NOTHING_YET, hasKey, may }, AT).find(({ id }) => id === 'limit')
  expect(limitOf(false)?.href).toBeNull()
  expect(limitOf(true)?.href).toBe('/o/acme/w/prod/keys')
})
