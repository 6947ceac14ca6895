'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryPanel } from '@/components/query-panel.tsx'
import { useTRPC } from '@/trpc/client.tsx'

/** In place of the form, for people who see the balance and may not buy: who can. */
export function AskForCreditsPanel({ organization }: { organization: string }) {
  const granters = useQuery(
    useTRPC().organization.listGranters.queryOptions({ organization, capability: 'credits:buy' }),
  )
  return (
    <QueryPanel name="add-credits" title="Add credits" query={granters}>
      {(people) => (
        <>
          <p>Your role may see the balance and not buy credits. These people can:</p>
          <ul className="mt-2 flex flex-col gap-1">
            {people.map(({ email, name, role }) => (
              <li key={email}>
                {name ?? email} <span className="text-ink-3">({role})</span>{' '}
                <a
                  href={`mailto:${email}?subject=${encodeURIComponent('Please add credits')}`}
                  className="text-link underline underline-offset-2"
                >
                  Ask for credits<span className="sr-only"> from {name ?? email}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </QueryPanel>
  )
}
