/**
 * Checks the invariants of money in the database, and says with figures where one is broken. Each check is one statement,
 * so it sees one moment of the database and may run while money moves.
 */
import { prisma, type Sql, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { invariant } from '@turnpike/kernel/invariant'

export type MoneyCheck = {
  /** As in the design: M1, M2 … */
  id: string
  states: string
  holds: boolean
  /** How many wallets, leases, windows … were looked at. */
  examined: number
  /** How many of them break the rule. */
  broken: number
  /** The first few that do, each as `id: figures`. */
  examples: string[]
}

/** `statement` gives a row for each thing examined: `subject`, `holds`, `figures`. */
type Rule = { id: string; states: string; statement: Sql }

const EXAMPLES = 5

const RULES: readonly Rule[] = [
  {
    id: 'M1',
    states: 'wallet parts are ≥ 0 and add up to credited',
    statement: sql`
      SELECT organization_id AS subject,
        least(available, leased, settled, disputed, refund_pending, credited) >= 0
          AND available + leased + settled + disputed + refund_pending = credited AS holds,
        format('available %s + leased %s + settled %s + disputed %s + refund pending %s, credited %s',
          available, leased, settled, disputed, refund_pending, credited) AS figures
      FROM wallet`,
  },
  {
    id: 'M2',
    states: 'Σ open leases (granted − consumed) = wallet.leased',
    statement: sql`
      SELECT w.organization_id AS subject, w.leased = coalesce(l.open, 0) AS holds,
        format('leased %s, open leases %s', w.leased, coalesce(l.open, 0)) AS figures
      FROM wallet w LEFT JOIN (
        SELECT organization_id, sum(granted - consumed) AS open FROM lease WHERE state = 'open' GROUP BY 1
      ) l USING (organization_id)`,
  },
  {
    id: 'M3a',
    states: 'Σ charges = wallet.settled',
    statement: sql`
      SELECT organization_id AS subject, coalesce(w.settled, 0) = coalesce(c.charged, 0) AS holds,
        format('settled %s, charges %s', w.settled, c.charged) AS figures
      FROM wallet w FULL JOIN (SELECT organization_id, sum(amount) AS charged FROM charge GROUP BY 1) c USING (organization_id)`,
  },
  {
    id: 'M3b',
    states: 'Σ ledger entries of a wallet = credited − settled',
    statement: sql`
      SELECT w.organization_id AS subject, w.credited - w.settled = coalesce(e.posted, 0) AS holds,
        format('credited %s − settled %s, ledger %s', w.credited, w.settled, coalesce(e.posted, 0)) AS figures
      FROM wallet w LEFT JOIN (
        SELECT account, sum(amount) AS posted FROM ledger_entry WHERE account LIKE 'wallet:%' GROUP BY 1
      ) e ON e.account = 'wallet:' || w.organization_id`,
  },
  {
    id: 'M3c',
    states: 'every ledger transaction has entries and sums to zero',
    statement: sql`
      SELECT t.id AS subject, count(e.amount) > 1 AND coalesce(sum(e.amount), 1) = 0 AS holds,
        format('%s entries, sum %s', count(e.amount), sum(e.amount)) AS figures
      FROM ledger_transaction t LEFT JOIN ledger_entry e ON e.transaction_id = t.id GROUP BY t.id`,
  },
  {
    id: 'M3d',
    states: 'a charge and its ledger transaction say the same',
    statement: sql`
      SELECT coalesce(c.generation_id, l.reference) AS subject, coalesce(c.amount, 0) = coalesce(l.amount, 0) AS holds,
        format('charge %s, ledger %s', c.amount, l.amount) AS figures
      FROM charge c FULL JOIN (
        SELECT t.reference, -coalesce(sum(e.amount), 0) AS amount
        FROM ledger_transaction t
        LEFT JOIN ledger_entry e ON e.transaction_id = t.id AND e.account = 'wallet:' || t.organization_id
        WHERE t.kind = 'charge' GROUP BY t.id
      ) l ON l.reference = c.generation_id`,
  },
  {
    id: 'M3e',
    states: 'sums by day = Σ charges',
    statement: sql`
      SELECT organization_id || ' ' || day AS subject,
        (d.amount, d.requests) IS NOT DISTINCT FROM (c.amount, c.requests) AS holds,
        format('%s in %s by day, %s in %s charges', d.amount, d.requests, c.amount, c.requests) AS figures
      FROM (SELECT organization_id, day, sum(amount) AS amount, sum(requests)::bigint AS requests FROM charge_day GROUP BY 1, 2) d
      FULL JOIN (SELECT organization_id, day, sum(amount) AS amount, count(*) AS requests FROM charge GROUP BY 1, 2) c
        USING (organization_id, day)`,
  },
  {
    id: 'M4',
    states: 'at most one charge a generation, and never more than was held',
    statement: sql`
      SELECT c.generation_id AS subject,
        count(*) = 1 AND bool_and(c.amount <= c.held AND c.amount <= coalesce(l.granted, c.held)) AS holds,
        format('%s charges, %s of %s held', count(*), sum(c.amount), min(c.held)) AS figures
      FROM charge c LEFT JOIN lease l ON l.id = c.lease_id GROUP BY 1`,
  },
  {
    id: 'M8',
    states: 'spent + reserved ≤ limit in every window, and reserved = Σ open holds in it',
    statement: sql`
      SELECT w.budget_id || ' ' || w.window_start AS subject,
        w.spent >= 0 AND w.spent + w.reserved <= w.limit_nano_usd AND w.reserved = coalesce(h.held, 0) AS holds,
        format('spent %s + reserved %s, limit %s, open holds %s', w.spent, w.reserved, w.limit_nano_usd, coalesce(h.held, 0)) AS figures
      FROM budget_window w LEFT JOIN (
        SELECT b.budget_id, b.window_start, sum(b.reserved) AS held
        FROM lease_budget_window b JOIN lease l ON l.id = b.lease_id WHERE l.state = 'open' GROUP BY 1, 2
      ) h USING (budget_id, window_start)`,
  },
  {
    id: 'M12',
    states: 'Σ lots = available + leased + disputed + refund pending',
    statement: sql`
      SELECT w.organization_id AS subject,
        w.available + w.leased + w.disputed + w.refund_pending = coalesce(l.remaining, 0) AS holds,
        format('wallet %s, lots %s', w.available + w.leased + w.disputed + w.refund_pending, coalesce(l.remaining, 0)) AS figures
      FROM wallet w LEFT JOIN (SELECT organization_id, sum(remaining) AS remaining FROM lot GROUP BY 1) l USING (organization_id)`,
  },
  {
    id: 'M15',
    states: 'what a window has spent = Σ charges whose hold was opened in it',
    statement: sql`
      SELECT w.budget_id || ' ' || w.window_start AS subject, w.spent = coalesce(c.charged, 0) AS holds,
        format('spent %s, charges %s', w.spent, coalesce(c.charged, 0)) AS figures
      FROM budget_window w LEFT JOIN (
        SELECT b.budget_id, b.window_start, sum(c.amount) AS charged
        FROM lease_budget_window b JOIN charge c ON c.lease_id = b.lease_id GROUP BY 1, 2
      ) c USING (budget_id, window_start)`,
  },
  {
    id: 'P1',
    states: 'a fulfilled purchase has exactly its lot and its ledger transaction, any other has neither',
    statement: sql`
      SELECT p.id AS subject,
        CASE WHEN p.status IN ('fulfilled', 'refunded')
          THEN l.amount IS NOT DISTINCT FROM p.credits_cents * 10000000 AND e.amount IS NOT DISTINCT FROM -p.total_cents * 10000000
          ELSE l.id IS NULL AND e.amount IS NULL END AS holds,
        format('%s for %s cents of %s: lot %s, clearing %s', p.status, p.credits_cents, p.total_cents, l.amount, e.amount) AS figures
      FROM purchase p LEFT JOIN lot l ON l.purchase_id = p.id
      LEFT JOIN ledger_entry e ON e.transaction_id = 'purchase:' || p.id AND e.account = 'clearing:stripe'`,
  },
]

/** All checks, in the order of their ids. */
export async function verifyMoney(database: Queryable): Promise<MoneyCheck[]> {
  const checks: MoneyCheck[] = []
  for (const rule of RULES) checks.push(await runRule(database, rule))
  return checks
}

async function runRule(database: Queryable, rule: Rule): Promise<MoneyCheck> {
  type Row = { examined: bigint; broken: bigint; examples: string[] | null }
  const [row] = await prisma(database).$queryRaw<Row[]>(sql`
    SELECT count(*) AS examined, count(*) FILTER (WHERE holds IS NOT TRUE) AS broken,
      (array_agg(subject || ': ' || figures ORDER BY subject) FILTER (WHERE holds IS NOT TRUE))[1:${EXAMPLES}::int] AS examples
    FROM (${rule.statement}) AS rule`)
  invariant(row !== undefined, 'a check is one row')
  const { id, states } = rule
  const [examined, broken] = [Number(row.examined), Number(row.broken)]
  return { id, states, holds: broken === 0, examined, broken, examples: row.examples ?? [] }
}
