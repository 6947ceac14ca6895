import type { Ceiling } from '@turnpike/billing/core/ceiling'
import { FREE_REQUEST_RULES } from '@turnpike/billing/core/free-requests'
import { readFreeUsage } from '@turnpike/billing/store/free-usage'
import { readKeySpend } from '@turnpike/billing/store/key-spend'
import { readCeilings } from '@turnpike/billing/store/read-ceilings'
import { readWallet } from '@turnpike/billing/store/read-wallet'
import type { KeyObject } from '@turnpike/contracts/account/key-object'
import { toUsdNumber } from '@turnpike/kernel/money'
import type { Route } from '../http/create-server.ts'
import { sendJson } from '../http/send-json.ts'
import type { InferenceDeps } from '../inference/inference-deps.ts'
import { withPrincipal } from './with-principal.ts'

const RESETS = { day: 'daily', week: 'weekly', month: 'monthly', lifetime: null } as const

/** Limits and usage of the calling key. */
export const getKeyRoute = (deps: InferenceDeps): Route =>
  withPrincipal(deps, '/api/v1/key', async (principal, { response }) => {
    const { organizationId, workspaceId, keyId, ownerUserId } = principal
    const [ceilings, spend, wallet, free] = await Promise.all([
      readCeilings(deps.database, { organizationId, workspaceId, apiKeyId: keyId, ownerUserId, endUser: null }),
      readKeySpend(deps.database, organizationId, keyId),
      readWallet(deps.database, organizationId),
      readFreeUsage(deps.database, organizationId, FREE_REQUEST_RULES),
    ])
    const body: KeyObject = {
      data: {
        label: `${principal.keyPrefix}…${principal.keyLastFour}`,
        name: principal.keyName,
        ...limitFields(ceilings.find((ceiling) => ceiling.limitSource === 'key_limit')),
        include_byok_in_limit: false,
        usage: toUsdNumber(spend.total),
        usage_daily: toUsdNumber(spend.day),
        usage_weekly: toUsdNumber(spend.week),
        usage_monthly: toUsdNumber(spend.month),
        byok_usage: 0,
        byok_usage_daily: 0,
        byok_usage_weekly: 0,
        byok_usage_monthly: 0,
        is_free_tier: wallet.credited === 0n,
        is_management_key: principal.kind === 'management',
        is_provisioning_key: false,
        creator_user_id: ownerUserId,
        expires_at: principal.expiresAtMs === null ? null : new Date(principal.expiresAtMs).toISOString(),
        organization_id: organizationId,
        workspace_id: workspaceId,
        rate_limit: { requests: -1, interval: '10s', note: 'Paid models have no request limit of their own.' },
        free_model_daily_requests: { used: free.used, limit: free.limit, remaining: free.remaining },
      },
    }
    sendJson(response, 200, body)
  })

const limitFields = (
  limit: Ceiling | undefined,
): Pick<KeyObject['data'], 'limit' | 'limit_remaining' | 'limit_reset'> => ({
  limit: limit ? toUsdNumber(limit.limit) : null,
  limit_remaining: limit ? toUsdNumber(limit.free) : null,
  limit_reset: limit?.period ? RESETS[limit.period] : null,
})
