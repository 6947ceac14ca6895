/**
 * Who may do what, as data. A role is what a membership carries; a capability is what a procedure or a page asks for.
 * Guarantee: nothing is allowed that this table does not name.
 */
export const ROLES = ['owner', 'admin', 'billing', 'developer', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text)

type Rule = {
  /** Completes "to …": what the capability lets somebody do. */
  text: string
  roles: readonly Role[]
}

const everyone: readonly Role[] = ROLES
const rule = (text: string, ...roles: Role[]): Rule => ({ text, roles })

const RULES = {
  'credits:buy': rule('buy credits and see invoices', 'owner', 'billing'),
  'balance:read': rule('see the balance', 'owner', 'admin', 'billing'),
  'spendable:read': { text: 'see what can be spent', roles: everyone },

  'keys:read': rule('see API keys', 'owner', 'admin', 'developer'),
  'keys:read-all': rule("see other people's API keys", 'owner', 'admin'),
  'keys:create': rule('create API keys of their own', 'owner', 'admin', 'developer'),
  'keys:manage-all': rule("change other people's API keys", 'owner', 'admin'),

  'usage:read-totals': { text: 'see totals of the workspace', roles: everyone },
  'usage:read-own': rule('see their own requests', 'owner', 'admin', 'developer'),
  'usage:read-all': rule("see everybody's requests", 'owner', 'admin'),

  'limits:read': rule('see limits and policies', 'owner', 'admin', 'developer', 'viewer'),
  'limits:write': rule('change limits and policies', 'owner', 'admin'),

  'members:read': rule('see members and workspaces', 'owner', 'admin', 'developer', 'viewer'),
  'members:write': rule('change members and workspaces', 'owner', 'admin'),

  'payloads:read-own': rule('read captured payloads of their own requests', 'owner', 'developer'),
  'payloads:read-all': rule('read all captured payloads', 'owner'),

  'audit:read': rule('read the audit log', 'owner', 'admin'),
  'organization:write': rule('change the organization', 'owner'),
} as const satisfies Record<string, Rule>

export type Capability = keyof typeof RULES

export const CAPABILITIES = Object.keys(RULES) as readonly Capability[]

export const can = (role: Role, capability: Capability): boolean => rolesWith(capability).includes(role)

/** The roles that carry a capability; who is asked to grant it holds one of them. */
export const rolesWith = (capability: Capability): readonly Role[] => RULES[capability].roles

/** "buy credits and see invoices", for a denied page. */
export const describeCapability = (capability: Capability): string => RULES[capability].text
