/** Where payments are simulated nobody may believe that money moved. */
export function SimulationNote() {
  return (
    <p className="rounded-control bg-caution-soft p-3 text-data">
      <span aria-hidden="true" className="text-caution">
        ▲{' '}
      </span>
      Payments are simulated here: no money moves. Pay with the test card{' '}
      <span className="whitespace-nowrap font-mono">4242 4242 4242 4242</span>, any later expiry date and any CVC.
    </p>
  )
}
