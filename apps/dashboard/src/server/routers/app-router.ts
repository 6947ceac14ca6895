/** Every procedure of the dashboard: one file each, one line each. */
import { listOrganizations } from '@/server/routers/account/list-organizations.ts'
import { getLatency } from '@/server/routers/analytics/get-latency.ts'
import { getOrganizationLatency } from '@/server/routers/analytics/get-organization-latency.ts'
import { getOrganizationReport } from '@/server/routers/analytics/get-organization-report.ts'
import { getReport } from '@/server/routers/analytics/get-report.ts'
import { confirmPurchase } from '@/server/routers/billing/confirm-purchase.ts'
import { getBalance } from '@/server/routers/billing/get-balance.ts'
import { getPurchase } from '@/server/routers/billing/get-purchase.ts'
import { getPurchaseTerms } from '@/server/routers/billing/get-purchase-terms.ts'
import { getSpendable } from '@/server/routers/billing/get-spendable.ts'
import { listLedger } from '@/server/routers/billing/list-ledger.ts'
import { listLots } from '@/server/routers/billing/list-lots.ts'
import { listPurchases } from '@/server/routers/billing/list-purchases.ts'
import { startPurchase } from '@/server/routers/billing/start-purchase.ts'
import { getChecklist } from '@/server/routers/home/get-checklist.ts'
import { getUsage } from '@/server/routers/home/get-usage.ts'
import { listNeeds } from '@/server/routers/home/list-needs.ts'
import { createKey } from '@/server/routers/keys/create-key.ts'
import { getKey } from '@/server/routers/keys/get-key.ts'
import { listKeys } from '@/server/routers/keys/list-keys.ts'
import { renameKey } from '@/server/routers/keys/rename-key.ts'
import { revokeKey } from '@/server/routers/keys/revoke-key.ts'
import { rotateKey } from '@/server/routers/keys/rotate-key.ts'
import { setKeyDisabled } from '@/server/routers/keys/set-key-disabled.ts'
import { setKeyExpiry } from '@/server/routers/keys/set-key-expiry.ts'
import { setKeyLimit } from '@/server/routers/keys/set-key-limit.ts'
import { explainNothingFound } from '@/server/routers/logs/explain-nothing-found.ts'
import { findRequest } from '@/server/routers/logs/find-request.ts'
import { getHistogram } from '@/server/routers/logs/get-histogram.ts'
import { listFilterValues } from '@/server/routers/logs/list-filter-values.ts'
import { listRequests } from '@/server/routers/logs/list-requests.ts'
import { sumRequests } from '@/server/routers/logs/sum-requests.ts'
import { listGranters } from '@/server/routers/organization/list-granters.ts'
import { getFirstRequest } from '@/server/routers/welcome/get-first-request.ts'
import { getWelcome } from '@/server/routers/welcome/get-welcome.ts'
import { mintFirstKey } from '@/server/routers/welcome/mint-first-key.ts'
import { getConnection } from '@/server/routers/workspace/get-connection.ts'
import { createRouter } from '@/server/trpc.ts'

export const appRouter = createRouter({
  account: createRouter({
    listOrganizations,
  }),
  analytics: createRouter({
    getLatency,
    getOrganizationLatency,
    getOrganizationReport,
    getReport,
  }),
  billing: createRouter({
    confirmPurchase,
    getBalance,
    getPurchase,
    getPurchaseTerms,
    getSpendable,
    listLedger,
    listLots,
    listPurchases,
    startPurchase,
  }),
  home: createRouter({
    getChecklist,
    getUsage,
    listNeeds,
  }),
  keys: createRouter({
    create: createKey,
    get: getKey,
    list: listKeys,
    rename: renameKey,
    revoke: revokeKey,
    rotate: rotateKey,
    setDisabled: setKeyDisabled,
    setExpiry: setKeyExpiry,
    setLimit: setKeyLimit,
  }),
  logs: createRouter({
    explainNothingFound,
    find: findRequest,
    histogram: getHistogram,
    listFilterValues,
    list: listRequests,
    sum: sumRequests,
  }),
  organization: createRouter({
    listGranters,
  }),
  welcome: createRouter({
    get: getWelcome,
    getFirstRequest,
    mintFirstKey,
  }),
  workspace: createRouter({
    getConnection,
  }),
})

export type AppRouter = typeof appRouter
