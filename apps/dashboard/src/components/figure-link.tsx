import Link from 'next/link'
import type { ReactNode } from 'react'

export type FigureLinkProps = {
  /** Nowhere to go for this viewer: the figure stands alone. */
  href: string | null
  /** Read before the figure: "Spend". */
  label: string
  children: ReactNode
  className?: string
}

/** A total that opens what it sums. */
export function FigureLink({ href, label, children, className = '' }: FigureLinkProps) {
  if (href === null) return <span className={className}>{children}</span>
  return (
    <Link
      href={href}
      className={`rounded-control underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-current ${className}`}
    >
      <span className="sr-only">{label} </span>
      {children}
    </Link>
  )
}
