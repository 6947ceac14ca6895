import path from 'node:path'
import { withEnvFile } from './env-file.mjs'
import { readSettings } from './environment.mjs'
import { readRunningInstance } from './instance-lock.mjs'
import { Problem, printFailure } from './problem.mjs'
import { inRepository, repositoryDir } from './repository.mjs'
import { runCommand } from './run-command.mjs'
import { keepSecrets } from './secrets.mjs'

/** @returns {Promise<number>} the exit code: 0 all hold, 1 one is broken, 2 it could not look */
export async function verifyMoney() {
  try {
    const env = withEnvFile({ env: process.env, repositoryDir })
    const databaseUrl = readSettings({ env, repositoryDir, providerKeyNames: undefined }).databaseUrl
    const { code } = await runCommand(process.execPath, [inRepository('packages/billing/src/verify-money-cli.ts')], {
      env: { ...env, DATABASE_URL: databaseUrl ?? urlOfRunningCopy(env) },
      show: true,
    })
    return code
  } catch (error) {
    printFailure(error)
    return 2
  }
}

/** The embedded Postgres of the copy that runs with this data folder. @param {import('./environment.mjs').Environment} env */
function urlOfRunningCopy(env) {
  const { dataDir } = readSettings({ env, repositoryDir, providerKeyNames: undefined })
  const url = new URL(readRunningDatabase(dataDir))
  url.username = 'postgres'
  url.password = keepSecrets(dataDir).POSTGRES_PASSWORD ?? ''
  return url.toString()
}

/** @param {string} dataDir */
function readRunningDatabase(dataDir) {
  const database = readRunningInstance(path.join(dataDir, 'running.json'))?.urls?.database
  if (!database) {
    throw new Problem(`Nothing runs with the data folder ${dataDir}: start it with npm start, or set DATABASE_URL.`)
  }
  return database
}
