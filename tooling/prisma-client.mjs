/** Generates the Prisma client, only when its schema or the generated files have changed. */
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { hashFiles, readStamp } from './install.mjs'
import { cacheDir, inRepository, repositoryDir } from './repository.mjs'
import { runOrFail } from './run-command.mjs'

const stampFile = path.join(cacheDir, 'prisma-client')
const generatedDir = inRepository('packages', 'db', 'src', 'generated')

/** Both sides are hashed, so that neither a changed schema nor a client generated from another one goes unnoticed. */
function currentStamp() {
  const generated = globSync('**/*.ts', { cwd: generatedDir })
  if (generated.length === 0) return undefined
  const inputs = ['prisma.config.ts', ...globSync('prisma/**/*.prisma', { cwd: repositoryDir }), 'pnpm-lock.yaml']
  return `${hashFiles(inputs)} ${hashFiles(generated, generatedDir)}`
}

export const isPrismaClientCurrent = () => {
  const stamp = currentStamp()
  return stamp !== undefined && stamp === readStamp(stampFile)
}

/** @param {import('./run-command.mjs').CommandOptions} options */
export async function generatePrismaClient(options) {
  rmSync(stampFile, { force: true })
  await runOrFail(
    'The database client could not be generated',
    process.execPath,
    [inRepository('tooling', 'prisma.mjs'), 'generate'],
    options,
  )
  mkdirSync(cacheDir, { recursive: true })
  writeFileSync(stampFile, `${currentStamp()}\n`)
}
