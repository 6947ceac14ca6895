// `npm start`: the whole product from a fresh clone. Parses on Node 20; everything else is loaded under the right Node.
import { ensureRuntime } from './runtime.mjs'

await ensureRuntime(import.meta.url)
const { startProduct } = await import('./start-product.mjs')
process.exit(await startProduct(process.argv.slice(2)))
