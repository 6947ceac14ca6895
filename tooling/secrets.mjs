/**
 * The random secrets of a local installation, made once and kept in the data folder.
 *
 * Guarantees: the file is readable by its owner only, is written whole or not at all, and a secret that exists is never
 * replaced (sessions and API keys depend on it).
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Problem } from './problem.mjs'

const random = () => randomBytes(32).toString('hex')

/** @type {Record<string, () => string>} */
const makers = {
  AUTH_SECRET: random,
  API_KEY_PEPPER: random,
  STRIPE_SECRET_KEY: () => `sk_test_sandbox_${random()}`,
  STRIPE_WEBHOOK_SECRET: () => `whsec_${random()}`,
  POSTGRES_PASSWORD: random,
}

/** @param {string} dataDir */
export const secretsFileOf = (dataDir) => path.join(dataDir, 'secrets.json')

/** @param {string} file @returns {Record<string, string>} */
function readSecrets(file) {
  if (!existsSync(file)) return {}
  try {
    const found = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found
  } catch {
    // Told below: the file is there but holds no secrets.
  }
  throw new Problem(
    `${file} cannot be read as JSON: restore it from a backup, or remove the data folder to start anew.`,
  )
}

/**
 * @param {string} dataDir
 * @returns {Record<string, string>} AUTH_SECRET, API_KEY_PEPPER, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, POSTGRES_PASSWORD
 */
export function keepSecrets(dataDir) {
  const file = secretsFileOf(dataDir)
  const secrets = readSecrets(file)
  const missing = Object.keys(makers).filter((name) => typeof secrets[name] !== 'string' || secrets[name] === '')
  for (const name of missing) secrets[name] = /** @type {() => string} */ (makers[name])()
  if (missing.length > 0) {
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  chmodSync(file, 0o600)
  return secrets
}
