/** GitHub's own answer may carry an address that was never verified, so the list of addresses is asked as well. */
import { z } from 'zod'

const ANSWER_WITHIN_MS = 8_000
const GITHUB_API = 'https://api.github.com'

const personSchema = z.looseObject({ id: z.number(), login: z.string(), name: z.string().nullable() })
const addressesSchema = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

async function read(path: string, accessToken: string): Promise<unknown> {
  const answer = await fetch(GITHUB_API + path, {
    headers: {
      Authorization: `Bearer ${accessToken}`,
      'User-Agent': 'turnpike',
      Accept: 'application/vnd.github+json',
    },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  })
  if (!answer.ok) throw new Error(`GitHub answered ${answer.status} for ${path}`)
  return answer.json()
}

/** Person and primary address; `email_verified` says whether GitHub vouches for the address. */
export async function readGitHubProfile(accessToken: string) {
  const [person, addresses] = await Promise.all([
    read('/user', accessToken).then((body) => personSchema.parse(body)),
    read('/user/emails', accessToken).then((body) => addressesSchema.parse(body)),
  ])
  const primary = addresses.find((address) => address.primary)
  return { ...person, email: primary?.email ?? '', email_verified: primary?.verified ?? false }
}
