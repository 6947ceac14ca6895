/** What a member of an organization may be. What each may do is in `permissions.ts`. */
export const ROLES = ['owner', 'admin', 'billing', 'developer', 'viewer'] as const

export type Role = (typeof ROLES)[number]

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text)
