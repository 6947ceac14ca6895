/** An organization's balance as people see it. */
import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'

export type WalletView = {
  /** Everything that ever came in, less what was refunded. */
  credited: NanoUsd
  /** Everything that was charged. */
  settled: NanoUsd
  /** credited − settled: what is left when every running request turns out to be free. */
  posted: NanoUsd
  /** Set aside for requests that are running right now. */
  held: NanoUsd
  /** posted − held − disputed. */
  available: NanoUsd
  disputed: NanoUsd
}

/** Zeros for an organization without a wallet. */
export async function readWallet(database: Queryable, organizationId: string): Promise<WalletView> {
  const wallet = await prisma(database).wallet.findUnique({ where: { organizationId } })
  const { credited = 0n, settled = 0n, leased = 0n, available = 0n, disputed = 0n, refundPending = 0n } = wallet ?? {}
  return {
    credited: nanoUsd(credited - refundPending),
    settled: nanoUsd(settled),
    posted: nanoUsd(credited - refundPending - settled),
    held: nanoUsd(leased),
    available: nanoUsd(available),
    disputed: nanoUsd(disputed),
  }
}
