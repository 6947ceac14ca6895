/**
 * Signing in with GitHub, at a simulated GitHub Enterprise server. The dashboard is opened by another name than the one
 * it listens on, as behind a proxy.
 */
import { expect, type Page, test } from '@playwright/test'
import { Client } from 'pg'
import { freePorts } from '../product/free-ports.ts'
import { runningProduct } from '../product/running-product.ts'
import { startSecondDashboard } from '../product/second-dashboard.ts'
import { type GitHubPerson, type SimulatedGitHub, startSimulatedGitHub } from '../product/simulated-github.ts'

const PASSWORD = 'a long enough password 42'
const RETURN_PATH = '/api/auth/callback/github'
const app = { clientId: 'turnpike', clientSecret: 'the secret of the application' }

let github: SimulatedGitHub
let dashboard: string
let stopDashboard: (() => Promise<void>) | undefined

test.beforeAll(async () => {
  const [dashboardPort = 0, githubPort = 0] = await freePorts(2)
  dashboard = `http://turnpike.localhost:${dashboardPort}`
  github = await startSimulatedGitHub(githubPort, { ...app, returnAddress: dashboard + RETURN_PATH })
  stopDashboard = await startSecondDashboard(dashboardPort, {
    DASHBOARD_URL: dashboard,
    AUTH_GITHUB_ID: app.clientId,
    AUTH_GITHUB_SECRET: app.clientSecret,
    AUTH_GITHUB_URL: github.url,
  })
})

test.afterAll(async () => {
  await stopDashboard?.()
  await github.close()
})

let lastId = 0

function addPerson(login: string, facts: Partial<GitHubPerson> = {}): GitHubPerson {
  lastId += 1
  const person = { id: lastId, login, name: null, email: `${login}@example.com`, isVerified: true, ...facts }
  github.people.push(person)
  return person
}

async function signIn(page: Page, { login }: GitHubPerson, from = '/login'): Promise<void> {
  await page.goto(dashboard + from)
  await page.getByRole('button', { name: 'Continue with GitHub' }).click()
  await page.getByRole('link', { name: `Continue as ${login}` }).click()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account / }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await expect(page).toHaveURL(`${dashboard}/`)
}

async function signUpWithPassword(page: Page, email: string): Promise<void> {
  await page.goto(`${dashboard}/signup`)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(/\/welcome$/)
  await signOut(page)
}

async function ask(query: string, values: string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: runningProduct().databaseUrl })
  await client.connect()
  try {
    return (await client.query(query, values)).rows
  } finally {
    await client.end()
  }
}

/** The outside accounts of the person with this address; none for an unknown address. */
const accountsOf = (email: string) =>
  ask('select provider_account_id as id from account join "user" on "user".id = user_id where email = $1', [email])

const isSignedIn = (page: Page): Promise<boolean> =>
  page.evaluate(async () => (await (await fetch('/api/auth/session')).json()) !== null)

/** Posts the form by which next-auth itself begins a sign-in, as a foreign page might have filled it. */
const beginSignIn = (page: Page, callbackUrl: string): Promise<void> =>
  page.evaluate(async (asked) => {
    const { csrfToken } = await (await fetch('/api/auth/csrf')).json()
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', action: '/api/auth/signin/github' })
    for (const [name, value] of Object.entries({ csrfToken, callbackUrl: asked }))
      form.append(Object.assign(document.createElement('input'), { name, value }))
    document.body.append(form)
    form.submit()
  }, callbackUrl)

test('nobody is offered a provider that is not configured', async ({ page }) => {
  for (const path of ['/login', '/signup']) {
    await page.goto(runningProduct().dashboardUrl + path)
    await expect(page.getByLabel('Email')).toBeVisible()
    await expect(page.getByRole('button', { name: /Continue with/ })).toHaveCount(0)
  }
  await page.goto(`${dashboard}/login`)
  await expect(page.getByRole('button', { name: 'Continue with GitHub' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Continue with Google' })).toHaveCount(0)
})

test('a new person lands on Welcome in an organization of their own, and comes back as the same person', async ({
  page,
}) => {
  const ada = addPerson('ada', { name: 'Ada' })
  await signIn(page, ada, '/signup')
  await expect(page).toHaveURL(/\/o\/[a-z0-9-]+\/w\/[a-z0-9-]+\/welcome$/)
  await expect(page.getByRole('heading', { name: 'Make your first call' })).toBeVisible()
  const [home] = new URL(page.url()).pathname.split('/welcome')

  await signOut(page)
  expect(await isSignedIn(page)).toBe(false)
  await signIn(page, ada)
  await expect(page).toHaveURL(dashboard + home)
  // The host is part of the id: the same number at github.com is somebody else.
  expect(await accountsOf(ada.email)).toEqual([{ id: `${new URL(github.url).host}/${ada.id}` }])
})

test('an address that GitHub does not vouch for opens no account', async ({ page }) => {
  const mallory = addPerson('mallory', { isVerified: false })
  await signIn(page, mallory)
  await expect(page.getByRole('alert').filter({ hasText: 'no verified e-mail address' })).toBeVisible()
  expect(await isSignedIn(page)).toBe(false)
  expect(await ask('select 1 from "user" where email = $1', [mallory.email])).toEqual([])
})

test('an account with a password is joined only when its address was verified here too', async ({ page }) => {
  const grace = addPerson('grace')
  await signUpWithPassword(page, grace.email)
  await signIn(page, grace)
  await expect(page.getByRole('alert').filter({ hasText: 'verify the address first' })).toBeVisible()
  expect(await isSignedIn(page)).toBe(false)
  expect(await accountsOf(grace.email)).toEqual([])

  await ask('update "user" set email_verified_at = now() where email = $1', [grace.email])
  await signIn(page, grace)
  await expect(page).toHaveURL(/\/o\/[a-z0-9-]+\/w\/[a-z0-9-]+$/)
  expect(await accountsOf(grace.email)).toHaveLength(1)
})

test('an answer from GitHub to one browser signs nobody in from another, even while that one is asking', async ({
  page,
  browser,
}) => {
  const eve = addPerson('eve')
  await page.goto(`${dashboard}/login`)
  await page.getByRole('button', { name: 'Continue with GitHub' }).click()
  const link = await page.getByRole('link', { name: 'Continue as eve' }).getAttribute('href')
  const { headers } = await fetch(new URL(link ?? '', page.url()), { redirect: 'manual' })
  const answer = headers.get('Location') ?? ''
  expect(answer).toContain('code=')

  const context = await browser.newContext()
  const victim = await context.newPage()
  await victim.goto(`${dashboard}/login`)
  await victim.getByRole('button', { name: 'Continue with GitHub' }).click()
  await expect(victim).toHaveURL(/\/login\/oauth\/authorize/)
  await victim.goto(answer)
  await expect(victim.getByRole('alert').filter({ hasText: 'did not work' })).toBeVisible()
  expect(await isSignedIn(victim)).toBe(false)
  expect(await accountsOf(eve.email)).toEqual([])
  await context.close()
})

test('signing in never leads to a foreign page', async ({ page }) => {
  const alan = addPerson('alan')
  await signIn(page, alan, '/login?next=https://evil.invalid/')
  await expect(page).toHaveURL(/\/welcome$/)
  expect(new URL(page.url()).origin).toBe(dashboard)
  await signOut(page)

  for (const callbackUrl of ['https://evil.invalid/', '//evil.invalid/', `${dashboard}.evil.invalid/`]) {
    await beginSignIn(page, callbackUrl)
    await page.getByRole('link', { name: 'Continue as alan' }).click()
    await expect(page).toHaveURL((url) => url.origin === dashboard)
    expect(await isSignedIn(page)).toBe(true)
  }
})

test('a person who asked for a page gets there', async ({ page }) => {
  await signIn(page, addPerson('linus'), '/login?next=/keys')
  await expect(page).toHaveURL(/\/keys$/)
})

test('without JavaScript the button works too, because the page lets its form lead to that GitHub', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await signIn(page, addPerson('barbara'))
  await expect(page).toHaveURL(/\/welcome$/)
  await context.close()
})
