/**
 * The environment tests run in.
 *
 * Guarantee: nothing of the developer's own set-up reaches a test: no database, no account, no key that could spend
 * real money, no port, no `.env`.
 */

const OWN_SETTINGS =
  /^(DATABASE_URL|TEST_DATABASE_URL|API_KEY_PEPPER|PROVIDER_FALLBACK_BASE_URL|NODE_ENV|TURNPIKE_(MODE|DATA_DIR)|(STRIPE|AUTH|SMTP|PURCHASE|CREDIT|REFUND)_.*|(DASHBOARD|GATEWAY|SANDBOX|POSTGRES)_.*)$/
const PROVIDER_KEY = /_(API_KEY|API_TOKEN|ACCESS_KEY|SECRET_KEY)$/

/**
 * @param {NodeJS.ProcessEnv} env @param {string[]} providerKeyNames
 * @returns {NodeJS.ProcessEnv}
 */
export function toTestEnvironment(env, providerKeyNames) {
  const kept = Object.entries(env).filter(
    ([name]) => !OWN_SETTINGS.test(name) && !PROVIDER_KEY.test(name) && !providerKeyNames.includes(name),
  )
  return { ...Object.fromEntries(kept), TURNPIKE_ENV_FILE: '' }
}
