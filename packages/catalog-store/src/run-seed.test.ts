import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { pathToFileURL } from 'node:url'
import { createTestDatabase, type TestDatabase, templateUrl } from '@turnpike/testkit/test-database'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSeed } from './run-seed.ts'

const NOW_MS = Date.parse('2027-01-01')

let test: TestDatabase
let folder: string
beforeAll(async () => {
  test = await createTestDatabase()
  folder = await mkdtemp(`${tmpdir()}/catalogue-`)
})
afterAll(async () => {
  await test.close()
  await rm(folder, { recursive: true })
})

const seed = (settings: object = {}) =>
  runSeed({ connectionString: test.connectionString, nowMs: NOW_MS, acceptPriceJumps: false, ...settings })

describe('the seed', () => {
  it('fills an empty database and leaves a full one as it is', async () => {
    expect(await seed()).toEqual({
      ok: true,
      value: expect.stringMatching(/^catalogue: \d+ models, .*\([1-9]\d* changed\)$/),
    })
    expect(await seed()).toEqual({ ok: true, value: expect.stringContaining('(0 changed)') })
  })

  it('says that the database is not there, and never shows the password', async () => {
    const failed = await seed({ connectionString: 'postgresql://somebody:hunter2@127.0.0.1:1/turnpike' })
    expect(failed).toMatchObject({ ok: false, error: expect.stringContaining('127.0.0.1:1 cannot be reached') })
    expect(JSON.stringify(failed)).not.toContain('hunter2')
  })

  it('says that the tables are missing', async () => {
    const url = new URL(templateUrl())
    url.pathname = '/postgres'
    expect(await seed({ connectionString: url.toString() })).toMatchObject({
      error: expect.stringContaining('run `npm run db:migrate` first'),
    })
  })

  it('names the file and the field of a row that is not valid', async () => {
    await mkdir(`${folder}/providers`)
    await mkdir(`${folder}/models`)
    await writeFile(`${folder}/providers/acme.json`, '{"id":"acme"}')
    await writeFile(`${folder}/models/lab.json`, 'not json')
    expect(await seed({ folder: pathToFileURL(`${folder}/`) })).toMatchObject({
      error: expect.stringMatching(/providers\/acme\.json: name: .*models\/lab\.json: this is not JSON\./),
    })
  })
})
