import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { runningProduct } from './running-product.ts'

export type Person = {
  email: string
  /** Slugs, as they stand in addresses. */
  organization: string
  workspace: string
  /** The first key, shown once on the Welcome page. */
  secret: string
}

export const PASSWORD = 'a long enough passphrase 47'

export const newEmail = (): string => `dev-${randomUUID().slice(0, 8)}@example.com`

export const workspacePath = ({ organization, workspace }: Person, rest = ''): string =>
  `${runningProduct().dashboardUrl}/o/${organization}/w/${workspace}${rest}`

export const billingPath = ({ organization }: Person): string =>
  `${runningProduct().dashboardUrl}/o/${organization}/billing`

/** Signs up in a browser that is not signed in, and ends on the Welcome page with the first key read from it. */
export async function signUp(page: Page): Promise<Person> {
  const email = newEmail()
  await page.goto(`${runningProduct().dashboardUrl}/signup`)
  await page.getByLabel('Email').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Make your first call', level: 1 })).toBeVisible()
  return { email, ...readPlace(page), secret: await readSecret(page) }
}

export function readPlace(page: Page): Pick<Person, 'organization' | 'workspace'> {
  const [, organization = '', workspace = ''] = /\/o\/([^/]+)\/w\/([^/?]+)/.exec(page.url()) ?? []
  expect(organization, `the address names an organization: ${page.url()}`).not.toBe('')
  return { organization, workspace }
}

/** Shows the secret, reads it and hides it again. */
export async function readSecret(page: Page): Promise<string> {
  const show = page.getByRole('button', { name: 'Show API key' })
  await show.click()
  const secret = (await page.getByTestId('secret').textContent()) ?? ''
  await show.click()
  return secret
}
