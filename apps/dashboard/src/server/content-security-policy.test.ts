import { expect, it } from 'vitest'
import { toContentSecurityPolicy } from './content-security-policy.ts'

const settings = {
  nonce: 'bm9uY2U=',
  gatewayOrigin: 'https://api.example.com',
  signInOrigins: [],
  isDevelopment: false,
}

it('no inline or evaluated script runs, and nobody may frame a page', () => {
  const policy = toContentSecurityPolicy(settings)
  expect(policy).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe-eval')
  expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toContain('unsafe-inline')
})

it('pages may call the gateway and nobody else', () => {
  expect(toContentSecurityPolicy(settings)).toContain("connect-src 'self' https://api.example.com;")
})

it('forms lead to us and to the configured identity providers, and nowhere else', () => {
  expect(toContentSecurityPolicy(settings)).toContain("form-action 'self';")
  const signInOrigins = ['https://github.example.com']
  expect(toContentSecurityPolicy({ ...settings, signInOrigins })).toContain(
    "form-action 'self' https://github.example.com;",
  )
})
