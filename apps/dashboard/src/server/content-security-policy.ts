export type PolicySettings = {
  /** Base64, new for every answer. */
  nonce: string
  /** "Run it here" calls the public endpoint from the page. */
  gatewayOrigin: string
  /** React's development build evaluates code for its error stacks. */
  isDevelopment: boolean
}

/** Identity providers a form may lead to; browsers apply `form-action` to redirects too. */
const SIGN_IN_ORIGINS = 'https://github.com https://accounts.google.com'

/** Only our own scripts with this answer's nonce run; nobody may frame us; style attributes are allowed, style tags not. */
export function toContentSecurityPolicy({ nonce, gatewayOrigin, isDevelopment }: PolicySettings): string {
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
    `form-action 'self' ${SIGN_IN_ORIGINS}`,
    "frame-ancestors 'none'",
  ].join('; ')
}
