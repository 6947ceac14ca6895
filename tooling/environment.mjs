/**
 * From environment variables to what a start needs to know. Pure: reads no file and no clock.
 *
 * Guarantees: every mistake is found at once and told in one sentence each, naming the variable and what to set. In
 * production nothing is ever simulated and no secret is missing, short, or a placeholder.
 */
import path from 'node:path'
import { Problem } from './problem.mjs'

/**
 * @typedef {NodeJS.ProcessEnv} Environment
 * @typedef {{ dashboard: number, gateway: number, sandbox: number, postgres: number }} Ports
 * @typedef {{
 *   mode: 'local' | 'production',
 *   dataDir: string,
 *   ports: Ports,
 *   dashboardUrl: string,
 *   gatewayUrl: string,
 *   sandboxUrl: string,
 *   databaseUrl: string | undefined,
 *   simulates: { stripe: boolean, providers: boolean },
 *   runsSandbox: boolean,
 * }} Settings `databaseUrl` undefined: the embedded Postgres is used
 */

export const SHORTEST_SECRET = 32
const FEWEST_DIFFERENT_CHARACTERS = 8
const PLACEHOLDER = /change[-_ ]?me|replace[-_ ]?me|your[-_ ]|example|placeholder|default|insecure|dev[-_ ]only/i

/** @type {{ key: keyof Ports, variable: string, standard: number }[]} */
export const portVariables = [
  { key: 'dashboard', variable: 'DASHBOARD_PORT', standard: 3000 },
  { key: 'gateway', variable: 'GATEWAY_PORT', standard: 8787 },
  { key: 'sandbox', variable: 'SANDBOX_PORT', standard: 8788 },
  { key: 'postgres', variable: 'POSTGRES_PORT', standard: 54329 },
]

/** The value of a variable; an empty one counts as not set. @param {Environment} env @param {string} name */
const setting = (env, name) => env[name]?.trim() || undefined

/** @param {Environment} env @param {string[]} problems @returns {Ports} */
function readPorts(env, problems) {
  const entries = portVariables.map(({ key, variable, standard }) => {
    const text = setting(env, variable) ?? String(standard)
    const port = Number(text)
    if (!/^\d+$/.test(text) || port < 1 || port > 65535)
      problems.push(`${variable} is "${text}": set it to a port number from 1 to 65535.`)
    return [key, port]
  })
  return Object.fromEntries(entries)
}

/** @param {Environment} env @param {string} name @param {string} standard @param {string[]} problems */
function readOrigin(env, name, standard, problems) {
  const text = setting(env, name)
  if (text === undefined) return standard
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    problems.push(`${name} is "${text}": set it to an address such as https://turnpike.example.com.`)
    return standard
  }
  return text.replace(/\/+$/, '')
}

/** @param {Environment} env @param {string[]} problems */
function readDatabaseUrl(env, problems) {
  const text = setting(env, 'DATABASE_URL')
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  // The value may hold a password, so it is never repeated.
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    problems.push(
      'DATABASE_URL is not an address of a Postgres database: set it to postgresql://user:password@host:5432/database.',
    )
  }
  return text
}

/** @param {string} value */
const isWeak = (value) => PLACEHOLDER.test(value) || new Set(value).size < FEWEST_DIFFERENT_CHARACTERS

/** @param {Environment} env @param {string} name @returns {string[]} */
function secretProblems(env, name) {
  const value = setting(env, name)
  const advice = `set it to ${SHORTEST_SECRET} or more random characters (openssl rand -hex 32 makes some)`
  if (value === undefined) return [`${name} is not set: in production ${advice}.`]
  if (value.length < SHORTEST_SECRET) return [`${name} has only ${value.length} characters: in production ${advice}.`]
  if (isWeak(value)) return [`${name} is a placeholder or easy to guess: in production ${advice}.`]
  return []
}

/** @param {Environment} env @returns {string[]} */
function productionProblems(env) {
  const problems = [...secretProblems(env, 'AUTH_SECRET'), ...secretProblems(env, 'API_KEY_PEPPER')]
  const stripeKey = setting(env, 'STRIPE_SECRET_KEY')
  if (stripeKey === undefined)
    problems.push('STRIPE_SECRET_KEY is not set: in production set it to the secret key of your Stripe account.')
  else if (/sandbox/.test(stripeKey) || PLACEHOLDER.test(stripeKey)) {
    problems.push(
      'STRIPE_SECRET_KEY is not a key of Stripe: in production set it to the secret key of your Stripe account.',
    )
  }
  const webhookSecret = setting(env, 'STRIPE_WEBHOOK_SECRET')
  if (webhookSecret === undefined || PLACEHOLDER.test(webhookSecret)) {
    problems.push(
      'STRIPE_WEBHOOK_SECRET is not set: in production set it to the signing secret Stripe shows for your webhook endpoint.',
    )
  }
  if (setting(env, 'DATABASE_URL') === undefined) {
    problems.push(
      'DATABASE_URL is not set: in production set it to your Postgres database, such as postgresql://user:password@host:5432/database.',
    )
  }
  if (!/^https:/.test(setting(env, 'DASHBOARD_URL') ?? '')) {
    problems.push(
      'DASHBOARD_URL is not an https address: in production set it to the one people open, such as https://turnpike.example.com.',
    )
  }
  for (const name of ['STRIPE_API_BASE_URL', 'PROVIDER_FALLBACK_BASE_URL']) {
    if (setting(env, name)) problems.push(`${name} is set, but production simulates nothing: remove it.`)
  }
  return problems
}

/** @param {Environment} env @returns {string[]} */
function localProblems(env) {
  const problems = ['AUTH_SECRET', 'API_KEY_PEPPER'].flatMap((name) => {
    const length = setting(env, name)?.length ?? SHORTEST_SECRET
    if (length >= SHORTEST_SECRET) return []
    return [
      `${name} has only ${length} characters: set it to ${SHORTEST_SECRET} or more, or remove it to have one made.`,
    ]
  })
  const realStripe = setting(env, 'STRIPE_SECRET_KEY') && !setting(env, 'STRIPE_API_BASE_URL')
  if (realStripe && !setting(env, 'STRIPE_WEBHOOK_SECRET')) {
    problems.push(
      'STRIPE_SECRET_KEY is set but STRIPE_WEBHOOK_SECRET is not: set it to the signing secret of the webhook, or remove both to use the simulated Stripe.',
    )
  }
  return problems
}

/**
 * @param {{ env: Environment, repositoryDir: string, providerKeyNames: string[] | undefined }} input
 *   `providerKeyNames`: the `keyEnv` of every provider in the catalogue; undefined when the catalogue cannot be read
 * @returns {Settings} throws a Problem with a sentence for everything that is wrong
 */
export function readSettings({ env, repositoryDir, providerKeyNames }) {
  /** @type {string[]} */
  const problems = []
  const modeText = setting(env, 'TURNPIKE_MODE') ?? 'local'
  if (modeText !== 'local' && modeText !== 'production')
    problems.push(`TURNPIKE_MODE is "${modeText}": set it to local or production.`)
  const mode = modeText === 'production' ? 'production' : 'local'
  const ports = readPorts(env, problems)
  const databaseUrl = readDatabaseUrl(env, problems)
  const dashboardUrl = readOrigin(env, 'DASHBOARD_URL', `http://localhost:${ports.dashboard}`, problems)
  const gatewayUrl = readOrigin(env, 'GATEWAY_URL', `http://localhost:${ports.gateway}`, problems)
  problems.push(...(mode === 'production' ? productionProblems(env) : localProblems(env)))
  if (problems.length > 0) throw new Problem(problems)

  const local = mode === 'local'
  const keyMissing = providerKeyNames?.some((name) => !setting(env, name)) ?? true
  const simulates = {
    // An empty base URL is a choice too: the real Stripe, or no simulated providers.
    stripe: local && !setting(env, 'STRIPE_SECRET_KEY') && env.STRIPE_API_BASE_URL === undefined,
    providers: local && keyMissing && env.PROVIDER_FALLBACK_BASE_URL === undefined,
  }
  return {
    mode,
    dataDir: path.resolve(repositoryDir, setting(env, 'TURNPIKE_DATA_DIR') ?? '.data'),
    ports,
    dashboardUrl,
    gatewayUrl,
    sandboxUrl: `http://127.0.0.1:${ports.sandbox}`,
    databaseUrl,
    simulates,
    runsSandbox: simulates.stripe || simulates.providers,
  }
}

/**
 * The environment of the apps: what the person set, completed by what `npm start` decides.
 * @param {{ env: Environment, settings: Settings, secrets: Record<string, string>, databaseUrl: string }} input
 *   `secrets`: the kept random ones, empty in production
 * @returns {Environment}
 */
export function toAppEnvironment({ env, settings, secrets, databaseUrl }) {
  const { ports, simulates } = settings
  /** @param {string} name */
  const given = (name) => setting(env, name) ?? secrets[name] ?? ''
  const complete = {
    ...env,
    TURNPIKE_MODE: settings.mode,
    TURNPIKE_DATA_DIR: settings.dataDir,
    DATABASE_URL: databaseUrl,
    DASHBOARD_PORT: String(ports.dashboard),
    GATEWAY_PORT: String(ports.gateway),
    SANDBOX_PORT: String(ports.sandbox),
    POSTGRES_PORT: String(ports.postgres),
    DASHBOARD_URL: settings.dashboardUrl,
    GATEWAY_URL: settings.gatewayUrl,
    AUTH_SECRET: given('AUTH_SECRET'),
    API_KEY_PEPPER: given('API_KEY_PEPPER'),
    STRIPE_SECRET_KEY: given('STRIPE_SECRET_KEY'),
    STRIPE_WEBHOOK_SECRET: given('STRIPE_WEBHOOK_SECRET'),
    ...(simulates.stripe ? { STRIPE_API_BASE_URL: settings.sandboxUrl } : {}),
    ...(simulates.providers ? { PROVIDER_FALLBACK_BASE_URL: `${settings.sandboxUrl}/providers` } : {}),
    NODE_ENV: setting(env, 'NODE_ENV') ?? 'production',
    NODE_COMPILE_CACHE: setting(env, 'NODE_COMPILE_CACHE') ?? path.join(settings.dataDir, 'node-compile-cache'),
    NEXT_TELEMETRY_DISABLED: '1',
  }
  // An empty value counts as not set everywhere: read as a number it would be a fee or a limit of zero.
  return Object.fromEntries(Object.entries(complete).filter(([, value]) => value !== undefined && value.trim() !== ''))
}
