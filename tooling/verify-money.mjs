// `npm run verify:money`: every invariant of money on DATABASE_URL, or on the copy that runs here. Parses on Node 20.
import { ensureRuntime } from './runtime.mjs'

await ensureRuntime(import.meta.url)
const { verifyMoney } = await import('./verify-running-copy.mjs')
process.exit(await verifyMoney())
