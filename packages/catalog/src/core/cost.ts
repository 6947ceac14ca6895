/**
 * What an answered request costs. All components are summed exactly, in millionths of a nano-USD, and rounded once:
 * down, because a charge never takes more than the exact price.
 */
import type { ReceiptLine } from '@turnpike/contracts/activity/generation-detail'
import type { Usage } from '@turnpike/contracts/inference/usage'
import { invariant } from '@turnpike/kernel/invariant'
import { floorDivide, type NanoUsd, nanoUsd } from '@turnpike/kernel/money'
import type { NanoUsdPerMillion } from './parse-price.ts'
import { type Prices, unitPricesFor } from './prices.ts'

export const UNITS_PER_PRICE = 1_000_000n

export type Cost = { lines: ReceiptLine[]; totalNanoUsd: NanoUsd }

type Component = { item: ReceiptLine['item']; quantity: number; unitPrice: NanoUsdPerMillion }

/** Reasoning is part of the output. Lines with nothing in them are left out. */
export function computeCost(prices: Prices, usage: Usage): Cost {
  const components = toComponents(prices, usage).filter((component) => component.quantity > 0)
  const exact = components.reduce((sum, component) => sum + exactAmount(component), 0n)
  return { lines: components.map(toLine), totalNanoUsd: nanoUsd(floorDivide(exact, UNITS_PER_PRICE)) }
}

function toComponents(prices: Prices, usage: Usage): Component[] {
  const unit = unitPricesFor(prices, usage.inputTokens)
  const { plain, cacheRead, cacheWrite } = splitInput(usage)
  return [
    { item: 'input', quantity: plain, unitPrice: unit.input },
    { item: 'cached_input', quantity: cacheRead, unitPrice: unit.cacheRead ?? unit.input },
    { item: 'cache_write', quantity: cacheWrite, unitPrice: unit.cacheWrite ?? unit.input },
    { item: 'output', quantity: count(usage.outputTokens), unitPrice: unit.output },
    { item: 'request', quantity: prices.request > 0n ? 1 : 0, unitPrice: prices.request },
  ]
}

/** Cached parts are parts of the input, so a provider that claims more of them than there is input gains nothing. */
function splitInput(usage: Usage): { plain: number; cacheRead: number; cacheWrite: number } {
  const input = count(usage.inputTokens)
  const cacheRead = Math.min(count(usage.cachedInputTokens), input)
  const cacheWrite = Math.min(count(usage.cacheWriteTokens), input - cacheRead)
  return { plain: input - cacheRead - cacheWrite, cacheRead, cacheWrite }
}

function count(tokens: number): number {
  invariant(Number.isSafeInteger(tokens) && tokens >= 0, `a token count is a whole number, not ${tokens}`)
  return tokens
}

const exactAmount = (component: Component): bigint => BigInt(component.quantity) * component.unitPrice

const toLine = (component: Component): ReceiptLine => ({
  item: component.item,
  quantity: component.quantity,
  unitPriceNanoUsdPerMillion: component.unitPrice.toString(),
  amountNanoUsdMillionths: exactAmount(component).toString(),
})
