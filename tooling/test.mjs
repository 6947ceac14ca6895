// `npm test`: every check and every test, from a fresh clone. Parses on Node 20, like start.mjs.
import { ensureRuntime } from './runtime.mjs'

await ensureRuntime(import.meta.url)
const { testProduct } = await import('./test-product.mjs')
process.exit(await testProduct(process.argv.slice(2)))
