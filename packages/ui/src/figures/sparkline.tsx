import { cn } from '../cn.ts'

const HEIGHT = 32
const MINIMUM_HEIGHT = 1

export type SparklineProps = {
  /** Heights from 0 to 1; `sharesOfLargest(amounts)` gives them. */
  heights: readonly number[]
  /** What the picture says, in words; the figures themselves stand beside it. */
  label: string
  className?: string
}

/** Small columns over time, without axes. */
export function Sparkline({ heights, label, className }: SparklineProps) {
  const step = 100 / Math.max(1, heights.length)
  return (
    <svg role="img" aria-label={label} width="100%" height={HEIGHT} className={cn('block', className)}>
      {heights.map((share, index) => {
        const height = share > 0 ? Math.max(MINIMUM_HEIGHT * 2, share * HEIGHT) : MINIMUM_HEIGHT
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in time.
            key={index}
            x={`${index * step + step * 0.1}%`}
            y={HEIGHT - height}
            width={`${step * 0.8}%`}
            height={height}
            className={share > 0 ? 'fill-accent' : 'fill-line'}
          />
        )
      })}
    </svg>
  )
}
