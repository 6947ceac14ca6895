/** Names of what travels with a page request besides its address. */
export const NONCE_HEADER = 'x-nonce'
/** Path and query that were asked for; set by the proxy, whatever the caller sent. */
export const ADDRESS_HEADER = 'x-turnpike-address'
/** "organization/workspace" visited last. */
export const LAST_WORKSPACE_COOKIE = 'turnpike_workspace'
/** "light" or "dark"; absent follows the system. */
export const THEME_COOKIE = 'turnpike_theme'
/** IANA name, written by the browser. */
export const TIME_ZONE_COOKIE = 'turnpike_time_zone'
