/** Reading figures off a page: what is shown, and the raw value it stands for. */
import type { Locator, Page } from '@playwright/test'
import { nanoUsd } from './exact-money.ts'

export const figure = (within: Page | Locator, metric: string): Locator =>
  within.locator(`data[data-metric="${metric}"]`)

/** Something that is not a figure but has a name to find it by. */
export const marked = (within: Page | Locator, metric: string): Locator => within.locator(`[data-metric="${metric}"]`)

/** The exact amount behind a figure, whatever its rounding on screen. */
export async function exactAmount(within: Page | Locator, metric: string): Promise<bigint> {
  return nanoUsd((await figure(within, metric).first().getAttribute('value')) ?? '')
}

/** The same for all figures of this name, such as those of a column. */
export async function exactAmounts(within: Page | Locator, metric: string): Promise<bigint[]> {
  const values = await figure(within, metric).evaluateAll((all) => all.map((each) => each.getAttribute('value') ?? ''))
  return values.map(nanoUsd)
}

export const panel = (page: Page | Locator, name: string): Locator => page.locator(`[data-panel="${name}"]`)
