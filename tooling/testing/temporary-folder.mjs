import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A folder that is removed when the test ends. @param {import('node:test').TestContext} test */
export function temporaryFolder(test) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'turnpike-tooling-'))
  test.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
