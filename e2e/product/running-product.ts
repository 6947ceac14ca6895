/** Where the product under test is, as global set-up found it. Workers of the test runner read it from a file. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export type RunningProduct = {
  dashboardUrl: string
  gatewayUrl: string
  sandboxUrl: string
  databaseUrl: string
  dataFolder: string
}

const file = path.join(import.meta.dirname, '../test-results/product.json')

export const rememberProduct = (product: RunningProduct): void => writeFileSync(file, JSON.stringify(product))

let known: RunningProduct | null = null

export function runningProduct(): RunningProduct {
  known ??= JSON.parse(readFileSync(file, 'utf8')) as RunningProduct
  return known
}
