/** `npm run verify:money`: prints every invariant of money with its figures; exit code 1 when one is broken, 2 when it could not look. */
import { closeDatabase, openDatabase } from '@turnpike/db/database'
import { readVerifyEnvironment } from './env.ts'
import { type MoneyCheck, verifyMoney } from './store/verify-money.ts'

const STATEMENT_TIMEOUT_MS = 600_000

const toLine = (check: MoneyCheck): string =>
  `${check.holds ? 'holds ' : 'BROKEN'}  ${check.id.padEnd(4)} ${String(check.examined).padStart(9)} examined  ${String(check.broken).padStart(6)} broken   ${check.states}`

function print(checks: readonly MoneyCheck[]): void {
  for (const check of checks) {
    console.log(toLine(check))
    for (const example of check.examples) console.log(`          ${example}`)
  }
  const broken = checks.filter((check) => !check.holds)
  console.log(broken.length === 0 ? `All ${checks.length} hold.` : `${broken.length} of ${checks.length} are broken.`)
}

async function main(): Promise<number> {
  const database = openDatabase({
    connectionString: readVerifyEnvironment().DATABASE_URL,
    maxConnections: 1,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  })
  try {
    const checks = await verifyMoney(database)
    print(checks)
    return checks.every((check) => check.holds) ? 0 : 1
  } finally {
    await closeDatabase(database)
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(`Money could not be checked: ${error instanceof Error ? error.message : String(error)}`)
  return 2
})
