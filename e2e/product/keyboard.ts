/** Getting about with the keyboard alone. A place that cannot be reached with Tab fails the journey. */
import { expect, type Locator, type Page } from '@playwright/test'

const MOST_STOPS = 80

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement, undefined, { timeout: 10_000 })

/** Presses Tab until the target has focus, and checks that one can see where one is. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await hasFocus(target)) return expectVisibleFocus(page)
    await page.keyboard.press('Tab')
  }
  throw new Error(`${target} is not reached within ${MOST_STOPS} presses of Tab`)
}

/** An outline, or for fields a border of their own, around what has focus. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const isSeen = await page.evaluate(() => {
    const { activeElement } = document
    if (!activeElement) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(activeElement)
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
  })
  expect(isSeen, 'what has focus is marked').toBe(true)
}

export async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.type(text)
}
