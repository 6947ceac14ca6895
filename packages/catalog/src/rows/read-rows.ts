/**
 * Reads the catalogue's rows from their files. Only the seed and tests do this: everybody else reads the database.
 * Either every row is valid, or nothing is returned but the list of what is wrong and where.
 */
import { readdir, readFile } from 'node:fs/promises'
import { err, ok, type Result } from '@turnpike/kernel/result'
import type { z } from 'zod'
import type { CatalogRows } from '../core/catalog.ts'
import { checkRows } from '../core/check-rows.ts'
import { modelFileSchema } from '../core/model-row.ts'
import { providerRowSchema } from '../core/provider-row.ts'

const DATA_FOLDER = new URL('../../data/', import.meta.url)

/** `folder` ends with a slash and holds `providers/*.json` and `models/*.json`. */
export async function readCatalogRows(folder: URL = DATA_FOLDER): Promise<Result<CatalogRows, string[]>> {
  const providers = await readFolder(new URL('providers/', folder), providerRowSchema)
  const modelFiles = await readFolder(new URL('models/', folder), modelFileSchema)
  const rows = { providers: providers.rows, models: modelFiles.rows.flatMap((file) => file.models) }
  const faults = [...providers.faults, ...modelFiles.faults]
  // Ids are compared only when all rows are there: a file that could not be read would cause a flood of faults.
  const allFaults = faults.length > 0 ? faults : checkRows(rows)
  return allFaults.length > 0 ? err(allFaults) : ok(rows)
}

type Folder<Row> = { rows: Row[]; faults: string[] }

async function readFolder<Row>(folder: URL, schema: z.ZodType<Row>): Promise<Folder<Row>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const files = await Promise.all(names.map((name) => readRow(new URL(name, folder), schema)))
  return {
    rows: files.flatMap((file) => (file.ok ? [file.value] : [])),
    faults: files.flatMap((file) => (file.ok ? [] : file.error)),
  }
}

async function readRow<Row>(file: URL, schema: z.ZodType<Row>): Promise<Result<Row, string[]>> {
  const name = file.pathname.split('/').slice(-2).join('/')
  const text = await readFile(file, 'utf8')
  const json = parseJson(text)
  if (json === undefined) return err([`${name}: this is not JSON.`])
  const parsed = schema.safeParse(json)
  if (parsed.success) return ok(parsed.data)
  return err(parsed.error.issues.map((issue) => `${name}: ${issue.path.join('.')}: ${issue.message}`))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
