/** The optional `.env` in the repository's root. What is already in the environment wins. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { Problem } from './problem.mjs'

/**
 * @param {{ env: NodeJS.ProcessEnv, repositoryDir: string }} input
 *   TURNPIKE_ENV_FILE names another file; empty means none (tests use that, to be independent of the developer's own)
 * @returns {NodeJS.ProcessEnv} a new environment
 */
export function withEnvFile({ env, repositoryDir }) {
  if (env.TURNPIKE_ENV_FILE === '') return { ...env }
  const named = env.TURNPIKE_ENV_FILE
  const file = path.resolve(repositoryDir, named ?? '.env')
  try {
    return { ...parseEnv(readFileSync(file, 'utf8')), ...env }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (missing && named === undefined) return { ...env }
    throw new Problem(
      `The settings file ${file} cannot be read (${error instanceof Error ? error.message : error}): make it readable or remove it.`,
    )
  }
}

/**
 * The `keyEnv` names of the catalogue's providers.
 * @param {string} providersDir
 * @returns {string[] | undefined} undefined when there is no such folder
 */
export function readProviderKeyNames(providersDir) {
  /** @type {string[]} */
  let files
  try {
    files = readdirSync(providersDir).filter((name) => name.endsWith('.json'))
  } catch {
    return undefined
  }
  return files.flatMap((name) => {
    const row = JSON.parse(readFileSync(path.join(providersDir, name), 'utf8'))
    return typeof row.keyEnv === 'string' ? [row.keyEnv] : []
  })
}
