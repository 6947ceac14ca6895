import { cn } from '../cn.ts'
import {
  formatCount,
  formatDuration,
  formatPercent,
  formatRate,
  formatTokenFigure,
  formatTokenFlow,
} from '../format/quantity-text.ts'

type FigureProps = { metric?: string; className?: string }

const figureClass = (className?: string) => cn('whitespace-nowrap tabular-nums', className)

/** A grouped whole number: "1,000". */
export function Count({ count, metric, className }: FigureProps & { count: number | bigint }) {
  return (
    <data value={count.toString()} data-metric={metric} className={figureClass(className)}>
      {formatCount(count)}
    </data>
  )
}

/** Tokens as a figure: "12.3k", exact on hover and focus. */
export function TokenFigure({ count, metric, className }: FigureProps & { count: number | bigint }) {
  const [text, exact] = [formatTokenFigure(count), formatCount(count)]
  return (
    <data
      value={count.toString()}
      data-metric={metric}
      {...(text === exact ? {} : { 'data-exact': exact })}
      className={figureClass(className)}
    >
      {text}
    </data>
  )
}

/** Tokens of one request: "1,204 → 312". */
export function TokenFlow({ input, output, className }: { input: number; output: number; className?: string }) {
  return (
    <span className={figureClass(className)}>
      <span className="sr-only">{`${formatCount(input)} tokens in, ${formatCount(output)} out`}</span>
      <span aria-hidden="true">{formatTokenFlow(input, output)}</span>
    </span>
  )
}

/** A duration in milliseconds: "1.84 s". */
export function Duration({ durationMs, metric, className }: FigureProps & { durationMs: number }) {
  return (
    <data value={durationMs.toString()} data-metric={metric} className={figureClass(className)}>
      {formatDuration(durationMs)}
    </data>
  )
}

/** A share of one: 0.98 → "98.0%". */
export function Percent({ share, metric, className }: FigureProps & { share: number }) {
  return (
    <data value={share.toString()} data-metric={metric} className={figureClass(className)}>
      {formatPercent(share)}
    </data>
  )
}

/** Tokens per second. */
export function Rate({ tokensPerSecond, className }: FigureProps & { tokensPerSecond: number }) {
  return (
    <data value={tokensPerSecond.toString()} className={figureClass(className)}>
      {formatRate(tokensPerSecond)}
    </data>
  )
}
