import { readWallet } from '@turnpike/billing/store/read-wallet'
import type { CreditsObject } from '@turnpike/contracts/account/credits-object'
import { toUsdDecimal, toUsdNumber } from '@turnpike/kernel/money'
import type { Route } from '../http/create-server.ts'
import { sendJson } from '../http/send-json.ts'
import type { InferenceDeps } from '../inference/inference-deps.ts'
import { withPrincipal } from './with-principal.ts'

/** Credits bought and used by the key's organization. */
export const getCreditsRoute = (deps: InferenceDeps): Route =>
  withPrincipal(deps, '/api/v1/credits', async (principal, { response }) => {
    const wallet = await readWallet(deps.database, principal.organizationId)
    const body: CreditsObject = {
      data: {
        total_credits: toUsdNumber(wallet.credited),
        total_usage: toUsdNumber(wallet.settled),
        turnpike: {
          posted_usd: toUsdDecimal(wallet.posted),
          held_usd: toUsdDecimal(wallet.held),
          available_usd: toUsdDecimal(wallet.available),
        },
      },
    }
    sendJson(response, 200, body)
  })
