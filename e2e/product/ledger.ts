/** What the double-entry ledger and the wallet say about an organization, in nano-dollars. */
import { readRows } from './database.ts'

type Sum = { sum: string | null }

const toSum = ([row]: Sum[]): bigint => BigInt(row?.sum ?? 0)

/** Credit as the ledger has it: the sum of all entries of the organization's wallet account, with its sign turned. */
export async function readLedger(organization: string) {
  const entries = await readRows<{ kind: string; sum: string; count: string }>(
    `select t.kind, sum(e.amount)::text as sum, count(distinct t.id)::text as count
       from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
       join organization o on o.id = t.organization_id
      where o.slug = $1 and e.account = 'wallet:' || o.id
      group by t.kind`,
    [organization],
  )
  const of = (kind: string) => entries.find((entry) => entry.kind === kind)
  return {
    balance: entries.reduce((sum, entry) => sum + BigInt(entry.sum), 0n),
    charged: -BigInt(of('charge')?.sum ?? 0),
    purchases: Number(of('purchase')?.count ?? 0),
  }
}

export type Wallet = { available: bigint; leased: bigint; settled: bigint; credited: bigint }

export async function readWallet(organization: string): Promise<Wallet> {
  const [row] = await readRows<Record<keyof Wallet, string>>(
    `select w.available::text, w.leased::text, w.settled::text, w.credited::text
       from wallet w join organization o on o.id = w.organization_id where o.slug = $1`,
    [organization],
  )
  if (!row) throw new Error(`no wallet for ${organization}`)
  return {
    available: BigInt(row.available),
    leased: BigInt(row.leased),
    settled: BigInt(row.settled),
    credited: BigInt(row.credited),
  }
}

/** What requests cost according to their own rows. */
export const readGenerationCost = async (organization: string): Promise<bigint> =>
  toSum(
    await readRows<Sum>(
      `select sum(g.cost_nano_usd)::text as sum from generation g
         join organization o on o.id = g.organization_id where o.slug = $1`,
      [organization],
    ),
  )
