export type PolicySettings = {
  /** Base64, new for every answer. */
  nonce: string
  /** "Run it here" calls the public endpoint from the page. */
  gatewayOrigin: string
  /** Identity providers a form may lead to; browsers apply `form-action` to redirects too. */
  signInOrigins: readonly string[]
  /** React's development build evaluates code for its error stacks. */
  isDevelopment: boolean
}

/** Only our own scripts with this answer's nonce run; nobody may frame us; style attributes are allowed, style tags not. */
export function toContentSecurityPolicy({
  nonce,
  gatewayOrigin,
  signInOrigins,
  isDevelopment,
}: PolicySettings): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${gatewayOrigin}`,
    "object-src 'none'",
    "base-uri 'self'",
    ['form-action', "'self'", ...signInOrigins].join(' '),
    "frame-ancestors 'none'",
  ].join('; ')
}
