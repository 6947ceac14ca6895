import { nanoUsd } from '@turnpike/kernel/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chargePosting, grantPosting, type Posting, purchasePosting, refundPosting, walletAccount } from './postings.ts'

const organizationId = 'org_1'
const cents = fc.bigInt({ min: 1n, max: 10n ** 9n })
const amounts = fc.bigInt({ min: 1n, max: 10n ** 18n }).map(nanoUsd)
const ids = fc.stringMatching(/^[a-z0-9]{1,26}$/)

const postings: fc.Arbitrary<{ posting: Posting; toWallet: bigint }> = fc.oneof(
  fc.record({ id: ids, creditsCents: cents, feeCents: cents }).map((purchase) => ({
    posting: purchasePosting({ ...purchase, organizationId }),
    toWallet: purchase.creditsCents * 10_000_000n,
  })),
  fc.record({ id: ids, charged: amounts, writtenOff: amounts }).map(({ id, ...amounts }) => ({
    posting: chargePosting({ generationId: id, organizationId, workspaceId: 'ws_1', ...amounts }),
    toWallet: -amounts.charged,
  })),
  fc.record({ id: ids, creditsCents: cents }).map((refund) => ({
    posting: refundPosting({ ...refund, organizationId }),
    toWallet: -refund.creditsCents * 10_000_000n,
  })),
  fc.record({ lotId: ids, source: fc.constantFrom('promotion', 'adjustment'), amount: amounts }).map((grant) => ({
    posting: grantPosting({ ...grant, organizationId, reference: 'welcome' }),
    toWallet: grant.amount,
  })),
)

describe('postings', () => {
  it('sum to zero, move exactly their amount in the wallet and have no empty entry', () => {
    fc.assert(
      fc.property(postings, ({ posting, toWallet }) => {
        expect(posting.entries.reduce((sum, entry) => sum + entry.amount, 0n)).toBe(0n)
        expect(posting.entries.every((entry) => entry.amount !== 0n)).toBe(true)
        const wallet = posting.entries.filter((entry) => entry.account === walletAccount(organizationId))
        expect(wallet.map((entry) => entry.amount)).toEqual([toWallet])
      }),
    )
  })

  it('carry an id made of their cause, so the same cause cannot be posted twice', () => {
    expect(purchasePosting({ id: 'pur_1', organizationId, creditsCents: 500n, feeCents: 80n }).id).toBe(
      'purchase:pur_1',
    )
    const charge = { generationId: 'gen-1', organizationId, workspaceId: 'ws_1', writtenOff: nanoUsd(0n) }
    expect(chargePosting({ ...charge, charged: nanoUsd(5n) }).id).toBe('charge:gen-1')
  })

  it('refuse to move nothing', () => {
    const charge = { generationId: 'gen-1', organizationId, workspaceId: 'ws_1', writtenOff: nanoUsd(0n) }
    expect(() => chargePosting({ ...charge, charged: nanoUsd(0n) })).toThrow('moves nothing')
  })
})
