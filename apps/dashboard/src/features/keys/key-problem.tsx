/** A change that was shown and then taken back, because the server refused it. */
export function KeyProblem({ text }: { text: string | null }) {
  if (text === null) return null
  return (
    <p role="alert" className="mb-4 rounded-panel bg-danger-soft p-3">
      <span aria-hidden="true" className="text-danger">
        ✕{' '}
      </span>
      {text} It is as it was before.
    </p>
  )
}
