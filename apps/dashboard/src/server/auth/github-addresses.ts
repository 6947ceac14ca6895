/**
 * Where a GitHub answers and how its people are told apart. There is github.com, and there are the ones companies run
 * or rent (Enterprise Server, Enterprise Cloud with data residency): each has its own addresses and counts its people
 * from 1.
 */
export const GITHUB_URL = 'https://github.com'

const RENTED_DOMAIN = '.ghe.com'

/** Where the API of a GitHub is, without a slash at the end. `baseUrl` is an origin. */
export function toGitHubApiUrl(baseUrl: string): string {
  if (baseUrl === GITHUB_URL) return 'https://api.github.com'
  const { protocol, host } = new URL(baseUrl)
  return host.endsWith(RENTED_DOMAIN) ? `${protocol}//api.${host}` : `${baseUrl}/api/v3`
}

/**
 * The id under which an account is kept. A number alone stands for a person of github.com; without the host before the
 * numbers of any other GitHub, changing AUTH_GITHUB_URL would let strangers with the same number in.
 */
export const toGitHubAccountId = (baseUrl: string, personId: number): string =>
  baseUrl === GITHUB_URL ? String(personId) : `${new URL(baseUrl).host}/${personId}`
