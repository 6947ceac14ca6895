import type { GenerationHint } from './listen-to-generations.ts'

/**
 * Lets through only hints about keys that the viewer may see. Each key is asked for once; the hints of a key keep their
 * order. A look-up that fails counts as `missed`, so that the page looks again with its own rights.
 */
export function onlyVisible(
  isVisible: (apiKeyId: string) => Promise<boolean>,
  handler: (hint: GenerationHint) => void,
): (hint: GenerationHint) => void {
  const known = new Map<string, Promise<boolean>>()
  return (hint) => {
    if (hint.kind !== 'recorded') return handler(hint)
    const asked = known.get(hint.apiKeyId) ?? isVisible(hint.apiKeyId)
    known.set(hint.apiKeyId, asked)
    asked.then(
      (isAllowed) => isAllowed && handler(hint),
      () => {
        known.delete(hint.apiKeyId)
        handler({ kind: 'missed' })
      },
    )
  }
}
