/** Addresses of workspaces, and the same page in another workspace. */
export const workspaceAddress = (organization: string, workspace: string): string => `/o/${organization}/w/${workspace}`

/** Filters that name things of one workspace and mean nothing in another. */
const LOCAL_PARAMETERS = ['key', 'member']

export type Switched = { address: string /** Parameters that were left behind. */; dropped: string[] }

/** Keeps section, range and filters; an open row (`/logs/:id`) becomes its list. */
export function switchWorkspace(
  pathname: string,
  search: URLSearchParams,
  target: { organization: string; workspace: string },
): Switched {
  const [, section = ''] = /^\/o\/[^/]+\/w\/[^/]+(\/[^/]+)?/.exec(pathname) ?? []
  const kept = new URLSearchParams(search)
  const dropped = LOCAL_PARAMETERS.filter((name) => kept.has(name))
  for (const name of dropped) kept.delete(name)
  const query = kept.size > 0 ? `?${kept}` : ''
  return { address: workspaceAddress(target.organization, target.workspace) + section + query, dropped }
}
