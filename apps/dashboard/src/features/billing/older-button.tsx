'use client'
import { Button } from '@turnpike/ui/controls/button'

export type OlderButtonProps = {
  /** The result of `useInfiniteQuery`. */
  pages: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    fetchNextPage: () => unknown
  }
  label: string
}

/** Appends the next page; when that fails, the button says so and tries again. */
export function OlderButton({ pages, label }: OlderButtonProps) {
  if (!pages.hasNextPage) return null
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3">
      <Button size="small" isPending={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {label}
      </Button>
      {pages.isFetchNextPageError ? (
        <p role="alert" className="text-danger text-data">
          ✕ They could not be loaded. Try again.
        </p>
      ) : null}
    </div>
  )
}
