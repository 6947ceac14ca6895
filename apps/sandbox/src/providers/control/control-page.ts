/** The control page as HTML: no script, no outside resources, readable in light and dark. */
import { MODES, type ProviderSwitch } from '../core/switches.ts'
import { USAGE_REPORTS } from '../core/token-usage.ts'
import { CONTROL_STYLE } from './control-style.ts'
import type { ProviderReport, RequestRecord } from './provider-registry.ts'

export type PageState = {
  speedFactor: number
  providers: readonly ProviderReport[]
  requests: readonly RequestRecord[]
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

export function renderControlPage(state: PageState, fault: string | null): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Simulated providers</title>
<style>${CONTROL_STYLE}</style>
</head>
<body>
<main>
<h1>Providers <span class="badge">SIMULATED</span></h1>
<p>No model runs here. Each provider below answers with made-up text in its real wire format. Switch one to see how Turnpike routes around trouble.</p>
${fault === null ? '' : `<p class="fault" role="alert">${escapeHtml(fault)}</p>`}
${renderSpeed(state.speedFactor)}
${renderSwitchForm()}
${renderProviders(state.providers)}
${renderRequests(state.requests)}
</main>
</body>
</html>
`
}

const renderOptions = (names: readonly string[], selected: string): string =>
  names.map((name) => `<option${name === selected ? ' selected' : ''}>${escapeHtml(name)}</option>`).join('')

const renderSpeed = (factor: number): string => `<form method="post" action="/providers-control" class="line">
<input type="hidden" name="action" value="speed">
<label>Delay factor <input name="factor" type="number" min="0" max="100" step="any" value="${factor}" required></label>
<button>Set speed</button>
<span class="hint">0 = no delays, 1 = the full speed profile</span>
</form>
<form method="post" action="/providers-control" class="line">
<input type="hidden" name="action" value="reset">
<button class="danger">Reset everything</button>
<span class="hint">Switches, counters, requests and simulated prompt caches</span>
</form>`

const renderSwitchForm = (): string => `<section aria-labelledby="switch-title">
<h2 id="switch-title">Switch a provider</h2>
<form method="post" action="/providers-control" class="grid">
<input type="hidden" name="action" value="switch">
<label>Provider id <input name="provider" required maxlength="64" placeholder="groq"></label>
<label>Mode <select name="mode">${renderOptions(MODES, 'ok')}</select></label>
<label>Usage report <select name="usage">${renderOptions(USAGE_REPORTS, 'normal')}</select></label>
<label>Only this model <input name="model" maxlength="300"></label>
<label>Only the next … requests <input name="times" type="number" min="1"></label>
<label>Break after … tokens <input name="afterTokens" type="number" min="0"></label>
<label>Retry after (seconds) <input name="retryAfterSeconds" type="number" min="0" step="any"></label>
<button>Apply</button>
</form>
</section>`

function renderProviders(providers: readonly ProviderReport[]): string {
  if (providers.length === 0) return '<h2>Providers seen</h2><p>No provider was called yet.</p>'
  return `<section aria-labelledby="providers-title">
<h2 id="providers-title">Providers seen</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="providers-title">
<table>
<thead><tr><th scope="col">Provider</th><th scope="col">First token</th><th scope="col">Tokens/s</th><th scope="col">Requests</th><th scope="col">Served</th><th scope="col">Failed</th><th scope="col">Aborted</th><th scope="col">State</th><th scope="col">Change</th></tr></thead>
<tbody>
${providers.map(renderProvider).join('\n')}
</tbody>
</table>
</div>
</section>`
}

function renderProvider({ provider, profile, counters, switches }: ProviderReport): string {
  const name = escapeHtml(provider)
  const current = switches.find((each) => each.model === null)
  return `<tr><th scope="row">${name}</th><td>${profile.firstTokenMs} ms</td><td>${profile.tokensPerSecond}</td>
<td>${counters.requests}</td><td>${counters.served}</td><td>${counters.failed}</td><td>${counters.aborted}</td>
<td>${switches.length === 0 ? 'ok' : switches.map(renderSwitch).join('<br>')}</td>
<td><form method="post" action="/providers-control" class="row">
<input type="hidden" name="provider" value="${name}">
<select name="mode" aria-label="Mode of ${name}">${renderOptions(MODES, current?.mode ?? 'ok')}</select>
<button name="action" value="switch" aria-label="Apply mode to ${name}">Apply</button>
<button name="action" value="clear" class="quiet" aria-label="Reset ${name}">Reset</button></form></td></tr>`
}

function renderSwitch(each: ProviderSwitch): string {
  const details = [
    each.usage === 'normal' ? null : `usage ${each.usage}`,
    each.model === null ? null : `model ${each.model}`,
    each.times === null ? null : `next ${each.times}`,
    each.afterTokens === null ? null : `after ${each.afterTokens} tokens`,
    each.retryAfterSeconds === null ? null : `retry after ${each.retryAfterSeconds} s`,
  ].filter((detail) => detail !== null)
  const words = escapeHtml([each.mode, ...details].join(', '))
  return each.mode === 'ok' && each.usage === 'normal' ? words : `<strong>${words}</strong>`
}

function renderRequests(requests: readonly RequestRecord[]): string {
  if (requests.length === 0) return ''
  const rows = requests.map(
    ({ at, provider, model, path, outcome }) =>
      `<tr><td>${escapeHtml(at.slice(11, 19))}</td><th scope="row">${escapeHtml(provider)}</th><td>${escapeHtml(model ?? '–')}</td><td>${escapeHtml(path)}</td><td>${outcome.state}${outcome.reason === null ? '' : ` (${escapeHtml(outcome.reason)})`}</td><td>${outcome.deliveredTokens} of ${outcome.producedTokens}</td></tr>`,
  )
  return `<section aria-labelledby="requests-title">
<h2 id="requests-title">Last requests</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="requests-title">
<table>
<thead><tr><th scope="col">Time (UTC)</th><th scope="col">Provider</th><th scope="col">Model</th><th scope="col">Path</th><th scope="col">Outcome</th><th scope="col">Tokens delivered</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>
</section>`
}
