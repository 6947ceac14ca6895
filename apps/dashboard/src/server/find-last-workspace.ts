import 'server-only'
import { listAccessibleOrganizations } from '@turnpike/identity/store/access-store'
import { deps } from '@/server/deps.ts'
import { getLastWorkspace } from '@/server/read-request-facts.ts'

/** The workspace visited last, if the person may still see it, else their first one. */
export async function findLastWorkspace(
  userId: string,
  within?: string,
): Promise<{ organization: string; workspace: string } | undefined> {
  const [all, last] = await Promise.all([listAccessibleOrganizations(deps().database, userId), getLastWorkspace()])
  const places = all
    .filter(({ organization }) => within === undefined || organization.slug === within)
    .flatMap(({ organization, workspaces }) =>
      workspaces.map((workspace) => ({ organization: organization.slug, workspace: workspace.slug })),
    )
  return (
    places.find((place) => place.organization === last?.organization && place.workspace === last.workspace) ?? places[0]
  )
}
