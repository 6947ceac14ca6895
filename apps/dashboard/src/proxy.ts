/**
 * Runs before every page: gives it a fresh nonce with a content security policy that lets nothing else run, tells
 * server components which address was asked for, and remembers the workspace that was visited last.
 */
import { type NextRequest, NextResponse } from 'next/server'
import { environment } from '@/env.ts'
import { listSignInOrigins } from '@/server/auth/sign-in-origins.ts'
import { toContentSecurityPolicy } from '@/server/content-security-policy.ts'
import { ADDRESS_HEADER, LAST_WORKSPACE_COOKIE, NONCE_HEADER } from '@/server/request-facts.ts'

const NONCE_BYTES = 16
const YEAR_S = 365 * 24 * 3_600
const WORKSPACE_PATH = /^\/o\/([a-z0-9-]+)\/w\/([a-z0-9-]+)(?:\/|$)/

export function proxy(request: NextRequest): NextResponse {
  const settings = environment()
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))).toString('base64')
  const policy = toContentSecurityPolicy({
    nonce,
    gatewayOrigin: new URL(settings.GATEWAY_URL).origin,
    signInOrigins: listSignInOrigins(settings),
    isDevelopment: settings.NODE_ENV === 'development',
  })
  const headers = new Headers(request.headers)
  headers.set(NONCE_HEADER, nonce)
  headers.set(ADDRESS_HEADER, request.nextUrl.pathname + request.nextUrl.search)
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  rememberWorkspace(request, response)
  return response
}

function rememberWorkspace(request: NextRequest, response: NextResponse): void {
  const [, organization, workspace] = WORKSPACE_PATH.exec(request.nextUrl.pathname) ?? []
  if (!organization || !workspace) return
  const place = `${organization}/${workspace}`
  if (request.cookies.get(LAST_WORKSPACE_COOKIE)?.value === place) return
  response.cookies.set(LAST_WORKSPACE_COOKIE, place, { path: '/', maxAge: YEAR_S, sameSite: 'lax', httpOnly: true })
}

export const config = { matcher: ['/((?!api/|_next/static|_next/image|icon.svg|favicon.ico|healthz).*)'] }
