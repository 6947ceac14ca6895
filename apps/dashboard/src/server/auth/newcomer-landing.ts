/**
 * Somebody who signs in through a provider for the first time lands on Welcome, like everybody who signs up. next-auth
 * decides where its answer leads before it asks who came, so the answer is corrected when it is ready.
 */
import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { environment } from '@/env.ts'

/** The first organization and workspace of a new person. */
type Home = { organizationSlug: string; workspaceSlug: string }

const arrivals = new AsyncLocalStorage<{ home: Home | null }>()

/** Says, while a provider's answer is handled, that it brought a new person. */
export function noteNewcomer(home: Home): void {
  const arrival = arrivals.getStore()
  if (arrival) arrival.home = home
}

/** Leads a new person to Welcome, unless they asked for a certain page. */
export async function leadNewcomerToWelcome(answer: () => Promise<Response>): Promise<Response> {
  const arrival: { home: Home | null } = { home: null }
  const response = await arrivals.run(arrival, answer)
  const { DASHBOARD_URL } = environment()
  if (arrival.home && response.headers.get('Location') === `${DASHBOARD_URL}/home`) {
    const { organizationSlug, workspaceSlug } = arrival.home
    response.headers.set('Location', `${DASHBOARD_URL}/o/${organizationSlug}/w/${workspaceSlug}/welcome`)
  }
  return response
}
