/** How a page looks and whether everybody can use it: screenshots, axe, and no sideways scroll. */
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const FOLDER = path.join(import.meta.dirname, '../screenshots')
const THEMES = ['light', 'dark'] as const
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const
const NARROWEST_PX = 320
const LONGEST_REDRAW_MS = 3_000
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export type Appearance = {
  /** Of the screenshots: `<name>-<theme>-<width>.png`. */
  name: string
  /** A layer that stays where it is while the page behind it scrolls, so the picture is of the window alone. */
  isLayer?: boolean
}

/** Both themes at both widths, and once at 320 px. The page must be open and ready. */
export async function examine(page: Page, { name, isLayer = false }: Appearance): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const size of WIDTHS) {
    await page.setViewportSize(size)
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme })
      await untilReady(page)
      const at = `${name}-${theme}-${size.width}`
      await takePicture(page, path.join(FOLDER, `${at}.png`), isLayer ? size.height : null)
      await expectNoViolations(page, at)
      await page.setViewportSize(size)
    }
  }
  await expectNoSidewaysScroll(page, name)
}

/** The window is made as tall as the page, so that bars which stick to its edges do not stand in the middle. */
async function takePicture(page: Page, file: string, heightPx: number | null): Promise<void> {
  const { width, height } = page.viewportSize() ?? WIDTHS[0]
  const pageHeightPx = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: heightPx ?? Math.max(height, pageHeightPx) })
  await page.screenshot({ path: file, animations: 'disabled' })
}

/** Everything loaded: no panel waits, nothing is busy, fonts are there. */
export async function untilReady(page: Page): Promise<void> {
  await expect(page.locator('[data-state="loading"]')).toHaveCount(0)
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready.then(() => null))
}

async function expectNoViolations(page: Page, at: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
  }))
  expect.soft(found, `${at} has accessibility violations`).toEqual([])
}

async function expectNoSidewaysScroll(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: NARROWEST_PX, height: 640 })
  await untilReady(page)
  // Charts are drawn again after the window has changed.
  await expect
    .soft(async () => {
      const { width, widest } = await page.evaluate(measureWidth)
      expect(width, `${name} scrolls sideways at ${NARROWEST_PX} px because of: ${widest}`).toBe(NARROWEST_PX)
    })
    .toPass({ timeout: LONGEST_REDRAW_MS })
}

/** Runs in the page: how wide it is, and what sticks out of the window without a region of its own to scroll in. */
function measureWidth(): { width: number; widest: string } {
  const scrolls = (element: Element | null): boolean =>
    element !== null && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement))
  const sticksOut = (element: Element) =>
    element.getBoundingClientRect().right > window.innerWidth + 0.5 && !scrolls(element.parentElement)
  const found = [...document.body.querySelectorAll('*')].filter(sticksOut)
  const widest = found.map((element) => `<${element.localName}> ${element.textContent?.trim().slice(0, 60)}`)
  return { width: document.documentElement.scrollWidth, widest: widest.slice(-3).join(' | ') }
}
