/** The first steps in a workspace. A step that the viewer's role cannot take is shown with its state and no way to it. */
export type ChecklistFacts = {
  hasKey: boolean
  hasCall: boolean
  hasLimit: boolean
  hasPurchase: boolean
  may: { createKey: boolean; buyCredits: boolean }
}

export type Step = {
  id: 'key' | 'call' | 'credits' | 'limit'
  title: string
  action: string
  isDone: boolean
  href: string | null
}

export function toSteps(facts: ChecklistFacts, at: { workspace: string; billing: string }): Step[] {
  const { may } = facts
  return [
    {
      id: 'key',
      title: 'Create a key',
      action: 'Create key',
      isDone: facts.hasKey,
      href: may.createKey ? `${at.workspace}/keys` : null,
    },
    {
      id: 'call',
      title: 'Make the first call',
      action: 'Make a call',
      isDone: facts.hasCall,
      href: may.createKey ? `${at.workspace}/welcome` : null,
    },
    {
      id: 'credits',
      title: 'Add credits',
      action: 'Add credits',
      isDone: facts.hasPurchase,
      href: may.buyCredits ? at.billing : null,
    },
    {
      id: 'limit',
      title: 'Set a limit on a key',
      action: 'Set a limit',
      isDone: facts.hasLimit,
      href: may.createKey && facts.hasKey ? `${at.workspace}/keys` : null,
    },
  ]
}
