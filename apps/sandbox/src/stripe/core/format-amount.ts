/** Cents as people read them: `$52.75`. Every currency of the simulation has two decimals. */
export function formatAmount(amountCents: number, currency: string): string {
  const cents = String(amountCents).padStart(3, '0')
  const decimal = `${Number(cents.slice(0, -2))}.${cents.slice(-2)}` as `${number}`
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(decimal)
}
