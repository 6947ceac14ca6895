/** Where things are in this checkout. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const repositoryDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** @param {string[]} parts */
export const inRepository = (...parts) => path.join(repositoryDir, ...parts)

/** Git-ignored, and gone with node_modules: the right place for notes about what was installed and generated. */
export const cacheDir = inRepository('node_modules', '.cache', 'turnpike')
