/** `node packages/catalog-store/src/seed.ts [--accept-price-jumps]`: safe to run at every start. */
import { systemClock } from '@turnpike/kernel/clock'
import { readEnv } from './env.ts'
import { runSeed } from './run-seed.ts'

const ACCEPT_PRICE_JUMPS = '--accept-price-jumps'

async function main(): Promise<void> {
  const unknown = process.argv.slice(2).find((argument) => argument !== ACCEPT_PRICE_JUMPS)
  if (unknown !== undefined) return fail(`There is no option ${unknown}; the only one is ${ACCEPT_PRICE_JUMPS}.`)
  const env = readEnv()
  if (!env.ok) return fail(env.error)
  const seeded = await runSeed({
    connectionString: env.value.DATABASE_URL,
    nowMs: systemClock.nowMs(),
    acceptPriceJumps: process.argv.includes(ACCEPT_PRICE_JUMPS),
  })
  if (!seeded.ok) return fail(seeded.error)
  process.stdout.write(`${seeded.value}\n`)
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

await main()
