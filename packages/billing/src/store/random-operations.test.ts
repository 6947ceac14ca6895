/** Any sequence of what gateways, people and the reaper may do leaves every sum in order. */
import { inTransaction } from '@turnpike/db/database'
import { systemIds } from '@turnpike/kernel/ids'
import { minUsd, nanoUsd } from '@turnpike/kernel/money'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clampCharge } from '../core/charge.ts'
import type { HoldRequest } from '../core/hold.ts'
import { setBudget } from './budgets.ts'
import { registerInstance } from './gateway-instances.ts'
import { readLedger } from './read-ledger.ts'
import { readWallet } from './read-wallet.ts'
import { releaseHold } from './release-hold.ts'
import { reserveHold } from './reserve-hold.ts'
import {
  expectMoneyInOrder,
  giveCredit,
  holdRequest,
  newOrganization,
  openTestMoney,
  settle,
  settlementOf,
  type TestMoney,
} from './testing/test-money.ts'

let test: TestMoney
beforeAll(async () => {
  test = await openTestMoney()
})
afterAll(() => test.close())

const amount = fc.bigInt({ min: 0n, max: 3_000_000_000n }).map(nanoUsd)
const which = fc.nat({ max: 30 })
const operation = fc.oneof(
  fc.record({ kind: fc.constant('credit' as const), amount }),
  fc.record({ kind: fc.constant('hold' as const), amount }),
  fc.record({ kind: fc.constant('hold' as const), amount }),
  fc.record({ kind: fc.constant('settle' as const), which, amount }),
  fc.record({ kind: fc.constant('settle' as const), which, amount }),
  fc.record({ kind: fc.constant('release' as const), which }),
  fc.record({ kind: fc.constant('limit' as const), amount }),
  fc.record({ kind: fc.constant('restart' as const) }),
)
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never

type World = { organizationId: string; instanceId: string; epoch: bigint; holds: HoldRequest[] }

async function perform(world: World, step: Operation): Promise<void> {
  const { organizationId } = world
  const chosen = 'which' in step ? world.holds[step.which % Math.max(1, world.holds.length)] : undefined
  switch (step.kind) {
    case 'credit':
      if (step.amount > 0n) await giveCredit(test, organizationId, step.amount)
      return
    case 'hold': {
      const request = holdRequest(test, organizationId, step.amount, world)
      if ((await reserveHold(test.database, request)).ok) world.holds.push(request)
      return
    }
    case 'settle':
      if (chosen) await settle(test, settlementOf(chosen, clampCharge(step.amount, chosen.amount)))
      return
    case 'release':
      if (chosen) await releaseHold(test.database, organizationId, chosen.leaseId, 'client_closed')
      return
    case 'limit':
      await inTransaction(test.database, (transaction) =>
        setBudget(transaction, organizationId, {
          budgetId: systemIds.next('budget'),
          scope: 'organization',
          scopeId: organizationId,
          period: 'month',
          limit: step.amount,
        }),
      )
      return
    case 'restart':
      world.epoch = (await registerInstance(test.database, world.instanceId)).epoch
  }
}

async function newWorld(): Promise<World> {
  const instanceId = systemIds.next('instance')
  const { epoch } = await registerInstance(test.database, instanceId)
  return { organizationId: await newOrganization(test, null), instanceId, epoch, holds: [] }
}

/** Some thousand statements, on a machine that may be busy with other tests. */
const TIMEOUT_MS = 120_000

describe('money', () => {
  it(
    'adds up after any sequence of operations',
    async () => {
      const sequences = fc.array(operation, { minLength: 5, maxLength: 40 })
      await fc.assert(
        fc.asyncProperty(sequences, async (steps) => {
          const world = await newWorld()
          for (const step of steps) await perform(world, step)
          await expectMoneyInOrder(test.database)
          const wallet = await readWallet(test.database, world.organizationId)
          const { rows } = await readLedger(test.database, world.organizationId, { limit: 100 })
          expect(rows[0]?.balanceAfter ?? 0n).toBe(wallet.posted)
          rows.forEach((row, index) => {
            expect((rows[index + 1]?.balanceAfter ?? 0n) + row.amount).toBe(row.balanceAfter)
          })
        }),
        { numRuns: 20 },
      )
    },
    TIMEOUT_MS,
  )

  it(
    'adds up when the operations run at the same time',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 10, maxLength: 30 }), async (steps) => {
          const world = await newWorld()
          await giveCredit(test, world.organizationId, nanoUsd(5_000_000_000n))
          for (let index = 0; index < 8; index++) {
            const request = holdRequest(
              test,
              world.organizationId,
              minUsd(nanoUsd(500_000_000n), nanoUsd(BigInt(index))),
              world,
            )
            if ((await reserveHold(test.database, request)).ok) world.holds.push(request)
          }
          await Promise.all(steps.map((step) => perform(world, step)))
          await expectMoneyInOrder(test.database)
        }),
        { numRuns: 10 },
      )
    },
    TIMEOUT_MS,
  )
})
