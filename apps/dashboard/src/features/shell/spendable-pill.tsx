import { buttonClass } from '@turnpike/ui/controls/button'
import Link from 'next/link'

/** The way to credits, one click from everywhere. */
export function SpendablePill({ organization }: { organization: string }) {
  return (
    <Link href={`/o/${organization}/billing`} className={buttonClass({ size: 'small' })}>
      Credits
    </Link>
  )
}
