/** GitHub's own answer may carry an address that was never verified, so the list of addresses is asked as well. */
import { z } from 'zod'

const ANSWER_WITHIN_MS = 8_000
const ADDRESSES_PATH = '/user/emails?per_page=100'

const personSchema = z.looseObject({ id: z.number(), login: z.string(), name: z.string().nullable() })
const addressesSchema = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

async function read(url: string, accessToken: string): Promise<unknown> {
  const answer = await fetch(url, {
    headers: {
      Authorization: `Bearer ${accessToken}`,
      'User-Agent': 'turnpike',
      Accept: 'application/vnd.github+json',
    },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  })
  if (!answer.ok) throw new Error(`GitHub answered ${answer.status} for ${url}`)
  return answer.json()
}

/** Person and primary address; `email_verified` says whether GitHub vouches for the address. */
export async function readGitHubProfile(apiUrl: string, accessToken: string) {
  const [person, addresses] = await Promise.all([
    read(`${apiUrl}/user`, accessToken).then((body) => personSchema.parse(body)),
    read(apiUrl + ADDRESSES_PATH, accessToken).then((body) => addressesSchema.parse(body)),
  ])
  const primary = addresses.find((address) => address.primary)
  return { ...person, email: primary?.email ?? '', email_verified: primary?.verified ?? false }
}
