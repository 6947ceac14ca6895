import 'server-only'
import { isTimeZone } from '@turnpike/ui/format/time-text'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import {
  ADDRESS_HEADER,
  LAST_WORKSPACE_COOKIE,
  NONCE_HEADER,
  THEME_COOKIE,
  TIME_ZONE_COOKIE,
} from '@/server/request-facts.ts'

export type Theme = 'light' | 'dark'

/** The nonce of this answer, for components that make style or script tags. */
export const getNonce = async (): Promise<string | undefined> => (await headers()).get(NONCE_HEADER) ?? undefined

/** Path and query that were asked for. */
export const getAddress = async (): Promise<string> => (await headers()).get(ADDRESS_HEADER) ?? '/'

/** The chosen theme; nothing follows the system. */
export async function getTheme(): Promise<Theme | undefined> {
  const theme = (await cookies()).get(THEME_COOKIE)?.value
  return theme === 'light' || theme === 'dark' ? theme : undefined
}

/** The viewer's zone as their browser told it; UTC until it has. */
export async function getTimeZone(): Promise<string> {
  const zone = (await cookies()).get(TIME_ZONE_COOKIE)?.value
  return zone !== undefined && isTimeZone(zone) ? zone : 'UTC'
}

/** The page's clock: one instant for everything that is rendered for a request. */
export const getNowMs = cache((): number => Date.now())

export async function getLastWorkspace(): Promise<{ organization: string; workspace: string } | undefined> {
  const [organization, workspace] = (await cookies()).get(LAST_WORKSPACE_COOKIE)?.value.split('/') ?? []
  return organization && workspace ? { organization, workspace } : undefined
}
