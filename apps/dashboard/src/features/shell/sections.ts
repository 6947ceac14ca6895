/** The pages of a workspace: what the navigation lists, what a denied page names, where shortcuts lead. */
import { type Capability, can, type Role } from '@turnpike/identity/core/permissions'

export type SectionId = 'home' | 'analytics' | 'logs' | 'keys'

export type Section = {
  id: SectionId
  label: string
  group: 'Build' | 'Observe' | 'Control'
  /** After `/o/:org/w/:ws`. */
  path: string
  capability: Capability
}

export const SECTIONS: readonly Section[] = [
  { id: 'home', label: 'Home', group: 'Build', path: '', capability: 'spendable:read' },
  { id: 'analytics', label: 'Analytics', group: 'Observe', path: '/analytics', capability: 'usage:read-totals' },
  { id: 'logs', label: 'Logs', group: 'Observe', path: '/logs', capability: 'usage:read-own' },
  { id: 'keys', label: 'Keys', group: 'Control', path: '/keys', capability: 'keys:read' },
]

/** Nothing is listed that the viewer's role can never open. */
export const sectionsFor = (role: Role): readonly Section[] =>
  SECTIONS.filter((section) => can(role, section.capability))

const WORKSPACE_PATH = /^\/o\/[^/]+\/w\/[^/]+(\/[^/]*)?/
const BILLING_PATH = /^\/o\/[^/]+\/billing/

/** The section an address lies in; nothing outside of workspaces. */
export function sectionAt(pathname: string): Section | undefined {
  const match = WORKSPACE_PATH.exec(pathname)
  if (!match) return undefined
  const path = match[1] === '/' ? '' : (match[1] ?? '')
  return SECTIONS.find((section) => section.path === path)
}

/** What it takes to open an address, for a denied page. */
export const capabilityAt = (pathname: string): Capability | undefined =>
  BILLING_PATH.test(pathname) ? 'credits:buy' : sectionAt(pathname)?.capability
