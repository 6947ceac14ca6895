import { expect, it } from 'vitest'
import { safeReturnAddress } from './safe-return-address.ts'

it('AUTH-5: the asked page is kept with its query', () => {
  expect(safeReturnAddress('/o/acme/w/prod/logs?status=error', '/')).toBe('/o/acme/w/prod/logs?status=error')
})

it.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/%2e%2e//evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  '',
  null,
])('%j cannot lead away from this site', (asked) => {
  expect(safeReturnAddress(asked, '/home')).toBe('/home')
})
