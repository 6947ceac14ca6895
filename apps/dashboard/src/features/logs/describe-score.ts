/** Why a candidate stands where it stands, in words. A part that has no words yet is shown by its name. */
import type { CandidateRecord } from '@turnpike/contracts/activity/generation-detail'
import { formatDuration, formatPercent, formatRate } from '@turnpike/ui/format/quantity-text'

type Part = string | number | boolean

const STRATEGY_TEXT: Record<string, string> = {
  default: 'spread over the cheap ones',
  price: 'cheapest first',
  latency: 'soonest first token first',
  throughput: 'most tokens a second first',
  exacto: 'least quantized first',
  order: 'in your order',
}

const SET_ASIDE_TEXT: Record<string, string> = {
  none: '',
  preference: 'after the others: slower than you prefer',
  context_may_be_short: 'after the others: its context may be too short',
  outage: 'after the others: it is failing at the moment',
}

const measured = (part: Part, text: (value: number) => string, name: string): string =>
  typeof part === 'number' ? text(part) : `${name} not measured`

/** Each part by its name; empty when it says nothing worth reading. */
const PART_TEXT: Record<string, (part: Part) => string> = {
  strategy: (part) => STRATEGY_TEXT[String(part)] ?? String(part),
  blendedUsdPerMillion: (part) => `$${part} / M blended`,
  chanceToBeFirst: (part) => `${formatPercent(Number(part))} chance to be first`,
  drawn: (part) => (part === true ? 'drawn first' : ''),
  recentFailures: (part) => (part === 0 ? '' : `${part} recent ${part === 1 ? 'failure' : 'failures'}`),
  timeToFirstTokenMs: (part) => measured(part, (value) => `first token after ${formatDuration(value)}`, 'first token'),
  tokensPerSecond: (part) => measured(part, formatRate, 'speed'),
  quantization: (part) => `weights ${part}`,
  failureShare: (part) => (part === 0 ? '' : `${formatPercent(Number(part))} failed lately`),
  position: (part) => `place ${Number(part) + 1} of your order`,
  setAside: (part) => SET_ASIDE_TEXT[String(part)] ?? String(part).replaceAll('_', ' '),
}

/** Parts come in the order of the table, whatever order they were kept in; unknown ones last. */
export function describeScore(score: CandidateRecord['score']): string {
  const known = Object.entries(PART_TEXT).flatMap(([name, text]) => {
    const part = score[name]
    return part === undefined ? [] : text(part)
  })
  const unknown = Object.entries(score).flatMap(([name, part]) => (name in PART_TEXT ? [] : `${name}: ${part}`))
  return [...known, ...unknown].filter((text) => text !== '').join(' · ')
}

/** "spread over the cheap ones" of the strategies that ranked: "order, price". */
export const describeStrategy = (strategy: string | null): string =>
  (strategy ?? 'default')
    .split(', ')
    .map((name) => STRATEGY_TEXT[name] ?? name)
    .join(', then ')
