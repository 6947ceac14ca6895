/**
 * Keeps lasting switches and the speed in a file, so that a restarted sandbox behaves as it did. Switches that count
 * down are not kept. An unreadable file is ignored: the sandbox then starts with everything in order.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { MAXIMUM_SPEED_FACTOR } from '../core/performance-profile.ts'
import { switchSchema } from '../core/switches.ts'
import type { ProviderRegistry } from './provider-registry.ts'

const FILE_NAME = 'simulated-providers.json'

const savedSettingsSchema = z.object({
  speedFactor: z.number().min(0).max(MAXIMUM_SPEED_FACTOR),
  switches: z.record(z.string(), z.array(switchSchema)),
})

/** Without a folder nothing is read or written. */
export function loadSettings(registry: ProviderRegistry, dataFolder: string | null): void {
  if (dataFolder === null) return
  const saved = savedSettingsSchema.safeParse(readJson(join(dataFolder, FILE_NAME)))
  if (!saved.success) return
  registry.setSpeedFactor(saved.data.speedFactor)
  for (const [provider, switches] of Object.entries(saved.data.switches)) {
    for (const each of switches) registry.setSwitch(provider, each)
  }
}

export function saveSettings(registry: ProviderRegistry, dataFolder: string | null): void {
  if (dataFolder === null) return
  const lasting = registry
    .reports()
    .map((report) => [report.provider, report.switches.filter((each) => each.times === null)] as const)
    .filter(([, switches]) => switches.length > 0)
  const settings = { speedFactor: registry.speedFactor, switches: Object.fromEntries(lasting) }
  const path = join(dataFolder, FILE_NAME)
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(`${path}.new`, `${JSON.stringify(settings, null, 2)}\n`)
  renameSync(`${path}.new`, path)
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
