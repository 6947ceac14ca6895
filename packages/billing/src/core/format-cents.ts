/** Whole cents for a sentence: 250000n → "$2,500.00". */
export function formatCents(cents: bigint): string {
  const dollars = (cents / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  return `$${dollars}.${(cents % 100n).toString().padStart(2, '0')}`
}
