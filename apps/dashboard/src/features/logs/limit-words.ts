/** What sets a ceiling, in words. Sources this page does not know yet are still said readably. */
const LIMIT_NAMES: Record<string, string> = {
  balance: 'balance',
  organization_budget: 'organization budget',
  workspace_budget: 'workspace budget',
  member_budget: 'member budget',
  key_limit: 'key limit',
  end_user_budget: 'end-user budget',
}

export const limitName = (limitSource: string): string => LIMIT_NAMES[limitSource] ?? limitSource.replaceAll('_', ' ')

export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
