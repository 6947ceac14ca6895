import 'server-only'
import { type Latency, measureLatency } from '@turnpike/activity/store/measure-latency'
import { z } from 'zod'
import { activityInputSchema } from '@/server/activity/resolve-activity.ts'
import type { Deps } from '@/server/deps.ts'
import { readUsageQuestion, type UsageAccess } from './read-usage-question.ts'

export const latencyInputSchema = activityInputSchema.extend({ isCompared: z.boolean() })
type LatencyInput = z.infer<typeof latencyInputSchema>

export type LatencyView = { current: Latency; previous: Latency | null }

/** Exact percentiles, read from rows: slower than sums, so it is a question of its own. */
export async function readLatency(deps: Deps, access: UsageAccess, input: LatencyInput): Promise<LatencyView> {
  const { scope, range, previous, filters } = readUsageQuestion(access, input, deps.clock.nowMs())
  const measure = (of: typeof range) => measureLatency(deps.database, scope, { range: of, filters })
  const [now, before] = await Promise.all([measure(range), input.isCompared ? measure(previous) : null])
  return { current: now, previous: before }
}
