import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { type Html, html, renderHtml, trustedHtml } from './html.ts'
import { PAGE_STYLES } from './page-styles.ts'

export type Page = {
  title: string
  body: Html
  /** Rules of this page beside the common ones. */
  styles?: string
  /** A script of ours that runs at the end of the page. Every page works without it. */
  script?: string
}

/** Sends a whole page. Nothing is loaded from anywhere, and only our own script runs. */
export function sendPage(reply: FastifyReply, status: number, page: Page): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  const text = renderHtml(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${page.title}</title>
<style>${trustedHtml(PAGE_STYLES + (page.styles ?? ''))}</style>
</head>
<body>
${page.body}
${page.script ? html`<script nonce="${nonce}">${trustedHtml(page.script)}</script>` : null}
</body>
</html>
`)
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'same-origin')
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'`,
    )
    .send(text)
}
