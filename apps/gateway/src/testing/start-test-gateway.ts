/** A whole gateway for one test file: its real server, real Postgres, and a scripted upstream in place of providers. */
import type { AddressInfo } from 'node:net'
import type { BudgetPeriod } from '@turnpike/billing/core/budget'
import { setOnlyBudget } from '@turnpike/billing/store/budgets'
import { grantCredit } from '@turnpike/billing/store/wallet'
import { saveCatalog } from '@turnpike/catalog-store/store/save-catalog'
import { inTransaction } from '@turnpike/db/database'
import { createKey } from '@turnpike/identity/use-cases/create-key'
import { signUp } from '@turnpike/identity/use-cases/sign-up'
import { systemClock } from '@turnpike/kernel/clock'
import { systemIds } from '@turnpike/kernel/ids'
import { invariant } from '@turnpike/kernel/invariant'
import { type NanoUsd, parseUsd } from '@turnpike/kernel/money'
import { type ScriptedUpstream, startScriptedUpstream } from '@turnpike/testkit/scripted-upstream'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { openDeps } from '../deps.ts'
import { readEnvironment } from '../env.ts'
import { createServer } from '../http/create-server.ts'
import { createLogger } from '../logger.ts'
import { createRoutes } from '../routes/routes.ts'
import { testCatalog } from './test-catalog.ts'

const PEPPER = 'a pepper for tests that is long enough'

export type TestCustomer = { organizationId: string; workspaceId: string; keyId: string; secret: string }

export type TestGateway = {
  url: string
  test: TestDatabase
  upstream: ScriptedUpstream
  /** A new person with a wallet and a key. Amounts are US dollars. */
  customer: (terms: { credit?: string; keyLimit?: { amount: string; period: BudgetPeriod } }) => Promise<TestCustomer>
  /** `POST /api/v1/chat/completions` with a key. */
  chat: (secret: string, body: object, signal?: AbortSignal) => Promise<Response>
  /** Resolves when the server notices that a client went away. */
  nextClientGone: () => Promise<void>
  close: () => Promise<void>
}

export async function startTestGateway(settings: Record<string, string> = {}): Promise<TestGateway> {
  const test = await createTestDatabase()
  const upstream = await startScriptedUpstream()
  const saved = await saveCatalog(test.database, testCatalog, Date.now())
  invariant(saved.ok, 'the test catalogue can be saved')
  const environment = readEnvironment({
    DATABASE_URL: test.connectionString,
    API_KEY_PEPPER: PEPPER,
    PROVIDER_FALLBACK_BASE_URL: upstream.url,
    ...settings,
  })
  const logger = createLogger('silent')
  const { deps, close } = await openDeps(environment, logger)
  const server = createServer(createRoutes(deps), logger).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  let onClientGone: () => void = () => undefined
  server.on('request', (_, response) => {
    response.once('close', () => {
      if (!response.writableFinished) onClientGone()
    })
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    test,
    upstream,
    customer: (terms) => newCustomer(test, terms),
    chat: (secret, body, signal) =>
      fetch(`${url}/api/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: signal ?? null,
      }),
    nextClientGone: () =>
      new Promise((resolve) => {
        onClientGone = resolve
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await deps.inFlight.drain(5_000)
      await close()
      await upstream.close()
      await test.close()
    },
  }
}

let customers = 0

async function newCustomer(
  { database }: TestDatabase,
  terms: { credit?: string; keyLimit?: { amount: string; period: BudgetPeriod } },
): Promise<TestCustomer> {
  const deps = { database, clock: systemClock, ids: systemIds, pepper: PEPPER }
  customers += 1
  const signedUp = await signUp(deps, { email: `person-${customers}@example.test`, password: 'correct horse battery' })
  invariant(signedUp.ok, 'a new person can sign up')
  const { userId, organizationId, workspaceId } = signedUp.value
  return inTransaction(database, async (transaction) => {
    if (terms.credit !== undefined) {
      await grantCredit(transaction, organizationId, {
        lotId: systemIds.next('lot'),
        source: 'promotion',
        amount: dollars(terms.credit),
        expiresAt: null,
        reference: 'test',
      })
    }
    const issued = await createKey(deps, transaction, {
      organizationId,
      workspaceId,
      actorUserId: userId,
      name: 'test',
      expiresAt: null,
      ownerUserId: userId,
    })
    invariant(issued.ok, 'a key can be made')
    const { key, secret } = issued.value
    const limit = terms.keyLimit && { period: terms.keyLimit.period, limit: dollars(terms.keyLimit.amount) }
    await setOnlyBudget(
      transaction,
      organizationId,
      { budgetId: systemIds.next('budget'), scope: 'key', scopeId: key.id },
      limit ?? null,
    )
    return { organizationId, workspaceId, keyId: key.id, secret }
  })
}

export function dollars(text: string): NanoUsd {
  const amount = parseUsd(text)
  invariant(amount !== null, `${text} is an amount`)
  return amount
}
