/**
 * The only place that knows what an error code means on the wire.
 *
 * - `status`: HTTP status, when the error comes before the answer began.
 * - `owner`: whose doing it is. Only `provider` lowers an endpoint's health, only `platform` pages somebody.
 * - `retry`: what the attempt machine, and a client, may do about it.
 * - `expose`: whether the message that we carry may be shown as it is. Otherwise `text` is shown instead.
 */
export type ErrorOwner = 'caller' | 'account' | 'provider' | 'platform'
export type RetryRule = 'never' | 'same' | 'other-endpoint'

export type ErrorDefinition = {
  status: number
  owner: ErrorOwner
  retry: RetryRule
  expose: boolean
  text: string
}

const caller = (status: number, text: string): ErrorDefinition => ({
  status,
  owner: 'caller',
  retry: 'never',
  expose: true,
  text,
})
const account = (status: number, text: string, retry: RetryRule = 'never'): ErrorDefinition => ({
  status,
  owner: 'account',
  retry,
  expose: true,
  text,
})
const provider = (status: number, text: string): ErrorDefinition => ({
  status,
  owner: 'provider',
  retry: 'other-endpoint',
  expose: false,
  text,
})

export const ERROR_TABLE = {
  // The caller's request is wrong.
  invalid_request: caller(400, 'The request is not valid.'),
  invalid_prompt: caller(400, 'The prompt is not valid for this model.'),
  context_length_exceeded: {
    status: 400,
    owner: 'caller',
    retry: 'other-endpoint',
    expose: true,
    text: 'The prompt is longer than the context of the model.',
  },
  max_tokens_exceeded: caller(400, 'The requested output is longer than the model can give.'),
  content_policy_violation: {
    status: 400,
    owner: 'caller',
    retry: 'other-endpoint',
    expose: true,
    text: 'The provider refused the content.',
  },
  invalid_image: caller(400, 'An image in the request could not be read.'),
  model_not_found: caller(400, 'There is no model with this name.'),
  not_found: caller(404, 'There is no such thing here.'),
  no_endpoints: caller(404, 'No provider is left that may serve this request.'),
  precondition_failed: caller(412, 'A precondition of the request does not hold.'),
  payload_too_large: caller(413, 'The request body is too large.'),
  unsupported_media_type: caller(415, 'The request body must be JSON.'),
  unprocessable: caller(422, 'The request is well formed but cannot be carried out.'),
  method_not_allowed: caller(405, 'This address does not accept that method.'),
  conflict: caller(409, 'The request conflicts with what is stored.'),

  // The account may not do this, or not now.
  authentication: account(401, 'The API key is missing or not valid.'),
  payment_required: account(402, 'There is not enough credit for this request.'),
  /** There is enough, but requests that are running hold it right now. */
  credit_reserved: account(402, 'The credit for this request is held by requests that are running.', 'same'),
  permission_denied: account(403, 'This key may not do that.'),
  rate_limit_exceeded: account(429, 'Too many requests.', 'same'),

  // The provider failed.
  provider_invalid_request: {
    status: 400,
    owner: 'caller',
    retry: 'never',
    expose: true,
    text: 'The provider rejected the request.',
  },
  provider_authentication: provider(502, 'The provider did not accept our credentials.'),
  provider_rate_limited: {
    status: 429,
    owner: 'provider',
    retry: 'other-endpoint',
    expose: false,
    text: 'Every provider of this model is rate limited right now.',
  },
  provider_not_found: provider(502, 'The provider does not know the model.'),
  provider_unavailable: provider(502, 'The provider failed.'),
  provider_overloaded: provider(503, 'The provider is overloaded.'),
  provider_invalid_response: provider(502, 'The provider gave an answer that could not be read.'),
  provider_stream_cut: provider(502, 'The provider broke off in the middle of the answer.'),
  timeout: provider(504, 'The provider did not answer in time.'),

  // Ours.
  client_closed: { status: 499, owner: 'caller', retry: 'never', expose: true, text: 'The client went away.' },
  overloaded: { status: 503, owner: 'platform', retry: 'same', expose: true, text: 'This server is at capacity.' },
  unavailable: {
    status: 503,
    owner: 'platform',
    retry: 'same',
    expose: true,
    text: 'A part of the service is not reachable.',
  },
  server: { status: 500, owner: 'platform', retry: 'same', expose: false, text: 'An internal error happened.' },
} as const satisfies Record<string, ErrorDefinition>

export type ErrorCode = keyof typeof ERROR_TABLE

export const errorDefinition = (code: ErrorCode): ErrorDefinition => ERROR_TABLE[code]
