/**
 * What every journey starts from: Playwright's `test` with a check that no page of the dashboard reports an error to the
 * console, whatever else the journey is about.
 */
import { test as base, type ConsoleMessage, type Cookie, expect, type Locator, type Page } from '@playwright/test'
import { runningProduct } from './running-product.ts'

export { type Cookie, expect, type Locator, type Page }

/** What a page says when a document or a request was answered with an error on purpose. */
type Allowance = { text: RegExp; why: string }

export type ConsoleWatch = {
  /** Errors so far, as one would read them. */
  errors: string[]
  allow: (allowance: Allowance) => void
  watch: (page: Page) => void
}

export function createConsoleWatch(): ConsoleWatch {
  const errors: string[] = []
  const allowed: Allowance[] = []
  const { dashboardUrl } = runningProduct()
  const note = (page: Page, text: string) => {
    if (!page.url().startsWith(dashboardUrl)) return
    if (allowed.some((allowance) => allowance.text.test(text))) return
    errors.push(`${page.url()}: ${text}`)
  }
  return {
    errors,
    allow: (allowance) => void allowed.push(allowance),
    watch: (page) => {
      page.on('console', (message: ConsoleMessage) => {
        if (message.type() === 'error') note(page, `${message.text()} (${message.location().url})`)
      })
      page.on('pageerror', (error) => note(page, error.stack ?? error.message))
    },
  }
}

export const test = base.extend<{ consoleWatch: ConsoleWatch }>({
  consoleWatch: [
    // Playwright reads the fixtures of a function from its destructured first parameter, even when there are none.
    // biome-ignore lint/correctness/noEmptyPattern: see above.
    async ({}, use) => {
      const watch = createConsoleWatch()
      await use(watch)
      expect(watch.errors, 'a page reports an error to the console').toEqual([])
    },
    { auto: true },
  ],
  page: async ({ page, consoleWatch }, use) => {
    consoleWatch.watch(page)
    await use(page)
  },
})
