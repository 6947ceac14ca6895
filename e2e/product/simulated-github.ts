/**
 * A GitHub Enterprise server with a few people, strict where it matters: it leads only to the registered address, and a
 * code works once, for whoever knows the secret, names the same address and holds the PKCE verifier.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { text as readText } from 'node:stream/consumers'

export type GitHubPerson = { id: number; login: string; name: string | null; email: string; isVerified: boolean }

export type SimulatedGitHub = {
  url: string
  /** Who can sign in; add to it at any time. */
  people: GitHubPerson[]
  close: () => Promise<unknown>
}

type App = { clientId: string; clientSecret: string; returnAddress: string }
type State = App & {
  people: GitHubPerson[]
  grants: Map<string, { person: GitHubPerson; challenge: string }>
  tokens: Map<string, GitHubPerson>
}

export async function startSimulatedGitHub(port: number, app: App): Promise<SimulatedGitHub> {
  const state: State = { ...app, people: [], grants: new Map(), tokens: new Map() }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', `http://localhost:${port}`)
    if (url.pathname === '/login/oauth/authorize') return authorize(state, url.searchParams, response)
    if (url.pathname === '/login/oauth/access_token')
      return sendJson(response, 200, redeem(state, new URLSearchParams(await readText(request))))
    const person = state.tokens.get(request.headers.authorization?.replace(/^Bearer /, '') ?? '')
    if (!person) return sendJson(response, 401, { message: 'Bad credentials' })
    const { id, login, name, email, isVerified } = person
    if (url.pathname === '/api/v3/user') return sendJson(response, 200, { id, login, name, email })
    if (url.pathname === '/api/v3/user/emails')
      return sendJson(response, 200, [{ email, primary: true, verified: isVerified, visibility: 'public' }])
    return sendJson(response, 404, { message: 'Not Found' })
  })
  await new Promise<void>((resolve) => server.listen(port, resolve))
  const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections())
  return { url: `http://localhost:${port}`, people: state.people, close }
}

/** A page with one link for each person; following it signs that person in. */
function authorize(state: State, asked: URLSearchParams, response: ServerResponse): ServerResponse {
  const problem = findProblem(state, asked)
  if (problem !== undefined) return sendHtml(response, 400, problem)
  const person = state.people.find(({ login }) => login === asked.get('as'))
  if (!person) return sendHtml(response, 200, state.people.map(({ login }) => toLink(asked, login)).join('<br>'))
  const code = randomUUID()
  state.grants.set(code, { person, challenge: asked.get('code_challenge') ?? '' })
  const query = new URLSearchParams({ code, state: asked.get('state') ?? '' })
  return response.writeHead(302, { Location: `${state.returnAddress}?${query}` }).end()
}

function findProblem({ clientId, returnAddress }: App, asked: URLSearchParams): string | undefined {
  if (asked.get('client_id') !== clientId) return 'Application not found'
  if (asked.get('redirect_uri') !== returnAddress) return 'The redirect_uri is not the registered one'
  if (asked.get('code_challenge_method') !== 'S256' || !asked.get('code_challenge')) return 'PKCE is missing'
  return asked.get('state') ? undefined : 'The state is missing'
}

const toLink = (asked: URLSearchParams, login: string): string =>
  `<a href="?${new URLSearchParams([...asked, ['as', login]])}">Continue as ${login}</a>`.replaceAll('&', '&amp;')

function redeem(state: State, form: URLSearchParams): object {
  const grant = state.grants.get(form.get('code') ?? '')
  state.grants.delete(form.get('code') ?? '')
  if (form.get('client_id') !== state.clientId || form.get('client_secret') !== state.clientSecret)
    return { error: 'incorrect_client_credentials' }
  if (form.get('redirect_uri') !== state.returnAddress) return { error: 'redirect_uri_mismatch' }
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  if (grant?.challenge !== challenge) return { error: 'bad_verification_code' }
  const token = randomUUID()
  state.tokens.set(token, grant.person)
  return { access_token: token, token_type: 'bearer', scope: 'read:user,user:email' }
}

const sendJson = (response: ServerResponse, status: number, body: object): ServerResponse =>
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))

const sendHtml = (response: ServerResponse, status: number, body: string): ServerResponse =>
  response.writeHead(status, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>GitHub</title>${body}`)
