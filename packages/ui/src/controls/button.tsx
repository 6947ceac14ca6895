import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from '../cn.ts'

const variants = cva(
  'relative inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-control border font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-progress',
  {
    variants: {
      variant: {
        primary: 'border-accent bg-accent text-on-accent hover:border-accent-hover hover:bg-accent-hover',
        secondary: 'border-line-strong bg-surface text-ink hover:bg-sunken',
        quiet: 'border-transparent bg-transparent text-ink hover:bg-sunken',
        danger: 'border-danger-fill bg-danger-fill text-on-danger hover:opacity-90',
      },
      size: {
        small: 'h-7 px-2.5 text-data',
        standard: 'h-9 px-3.5 text-body',
        large: 'h-11 px-5 text-read',
        icon: 'size-9 p-0',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'standard' },
  },
)

export type ButtonLook = VariantProps<typeof variants>

/** The look of a button, for links: `<Link className={buttonClass({ variant: 'primary' })}>`. */
export const buttonClass = (look: ButtonLook & { className?: string } = {}): string =>
  cn(variants(look), look.className)

export type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> &
  ButtonLook & {
    disabled?: boolean
    /** Working: keeps label, width and focus, and takes no second click. */
    isPending?: boolean
  }

/** Variants: primary, secondary (default), quiet, danger. Sizes: small, standard (default), large, icon. */
export function Button({ className, variant, size, isPending = false, children, onClick, ...button }: ButtonProps) {
  return (
    <button
      type="button"
      {...button}
      aria-disabled={isPending || undefined}
      aria-busy={isPending || undefined}
      onClick={isPending ? (event) => event.preventDefault() : onClick}
      className={buttonClass({ variant, size, ...(className === undefined ? {} : { className }) })}
    >
      <span className={cn('inline-flex items-center gap-2', isPending && 'opacity-60')}>{children}</span>
      {isPending ? <Progress /> : null}
    </button>
  )
}

/** A line that runs under the label; it takes no room. */
function Progress() {
  return (
    <span aria-hidden="true" className="absolute inset-x-2 bottom-1 h-0.5 overflow-hidden">
      <span className="block h-full w-1/3 animate-[progress-run_900ms_linear_infinite] bg-current" />
    </span>
  )
}
