import path from 'node:path'
import type { NextConfig } from 'next'

const root = path.join(import.meta.dirname, '../..')

/** Headers that do not change from answer to answer; the content security policy is made in src/proxy.ts. */
const headers = [
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
]

const config: NextConfig = {
  // Lets several dashboards of one checkout run side by side.
  distDir: process.env.TURNPIKE_NEXT_DIST ?? '.next',
  transpilePackages: [
    '@turnpike/activity',
    '@turnpike/billing',
    '@turnpike/catalog',
    '@turnpike/catalog-store',
    '@turnpike/contracts',
    '@turnpike/db',
    '@turnpike/identity',
    '@turnpike/kernel',
    '@turnpike/ui',
  ],
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pino'],
  outputFileTracingRoot: root,
  turbopack: { root },
  // Tests are checked by `pnpm typecheck`, not by the build.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  poweredByHeader: false,
  experimental: { authInterrupts: true },
  headers: async () => [{ source: '/:path*', headers }],
  // A browser asks for this before the icon's link has streamed in.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
}

export default config
