import { expect, type Page } from '@playwright/test'
import { type Person, readSecret, workspacePath } from './sign-up.ts'

export type KeyWish = { name: string; dailyLimit?: string }

/** Creates a key through the dialog and returns its secret, which is shown there once. */
export async function createKey(page: Page, person: Person, { name, dailyLimit }: KeyWish): Promise<string> {
  await page.goto(workspacePath(person, '/keys'))
  await page.getByRole('button', { name: 'Create key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  if (dailyLimit !== undefined) await dialog.getByLabel('Limit', { exact: true }).fill(dailyLimit)
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(page.getByRole('dialog', { name: 'Key created' })).toBeVisible()
  const secret = await readSecret(page)
  await page.getByRole('button', { name: 'I have saved it' }).click()
  await expect(dialog).toBeHidden()
  return secret
}
