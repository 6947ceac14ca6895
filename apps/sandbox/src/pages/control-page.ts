/** The page at `/`: everything the simulated Stripe knows, with the buttons of its control API. */
import { type EventDelivery, listEventDeliveries } from '../stripe/control/list-event-deliveries.ts'
import { formatAmount } from '../stripe/core/format-amount.ts'
import type { WireCustomer, WirePaymentIntent, WireSession } from '../stripe/core/wire.ts'
import { listObjects } from '../stripe/store/object-store.ts'
import { readWebhookControl, type WebhookControl } from '../stripe/store/setting-store.ts'
import type { World } from '../stripe/world.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import type { Page } from './page-shell.ts'

const SHOWN = 50

export function renderControlPage(world: World): Page {
  const control = readWebhookControl(world.database)
  return {
    title: 'Turnpike sandbox',
    styles: CONTROL_STYLES,
    body: html`<header class="notice"><strong>Simulated.</strong> No money, card or provider account is behind anything on this page.</header>
<main class="page page-wide stack">
<div class="head"><h1>Turnpike sandbox</h1><nav aria-label="Sections"><a href="#events">Events</a> <a href="#payments">Payments</a> <a href="#sessions">Checkout sessions</a> <a href="#customers">Customers</a> <a href="/providers-control">Simulated providers</a></nav></div>
${renderWebhooks(world, control)}
${renderEvents(listEventDeliveries(world, SHOWN), control)}
${renderPayments(listObjects(world.database, 'payment_intent', { limit: SHOWN }).data)}
${renderSessions(listObjects(world.database, 'checkout.session', { limit: SHOWN }).data)}
${renderCustomers(listObjects(world.database, 'customer', { limit: SHOWN }).data)}
</main>`,
  }
}

const button = (action: string, label: string, describedAs = label): Html =>
  html`<form method="post" action="${action}"><button class="button button-small" type="submit" aria-label="${describedAs}">${label}</button></form>`

const renderWebhooks = (
  world: World,
  control: WebhookControl,
): Html => html`<section class="card" aria-labelledby="webhooks">
<h2 id="webhooks">Webhooks</h2>
<p>${control.paused ? html`<strong class="bad">Paused.</strong> Events wait until deliveries are resumed.` : html`<strong class="good">On.</strong> Events are sent and tried again until they are answered with 2xx.`} Endpoint <code>${world.settings.webhookUrl}</code>${control.delayMs > 0 && html`, delayed by ${control.delayMs} ms`}.</p>
<div class="buttons">
${control.paused ? button('/control/stripe/webhooks/resume', 'Resume deliveries') : button('/control/stripe/webhooks/pause', 'Pause deliveries')}
${button('/control/stripe/webhooks/flush', 'Send everything pending now')}
${button('/control/stripe/reset', 'Reset the simulated Stripe')}
</div>
</section>`

const table = (
  id: string,
  title: string,
  columns: readonly string[],
  rows: readonly Html[],
  empty: string,
): Html => html`<section class="card" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${
  rows.length === 0
    ? html`<p class="muted">${empty}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${title}, table"><table><thead><tr>${columns.map((column) => html`<th scope="col"${column === 'Amount' && html` class="number"`}>${column}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`
}
</section>`

const time = (seconds: number): Html => {
  const text = new Date(seconds * 1000).toISOString()
  return html`<time datetime="${text}">${text.slice(0, 10)} ${text.slice(11, 19)}</time>`
}

const STATUS_CLASSES: Record<string, string> = {
  delivered: 'good',
  succeeded: 'good',
  complete: 'good',
  abandoned: 'bad',
  canceled: 'muted',
  expired: 'muted',
}

const status = (name: string): Html =>
  html`<span class="${STATUS_CLASSES[name] ?? ''}">${name.replaceAll('_', ' ')}</span>`

const renderEvents = (events: readonly EventDelivery[], { paused }: WebhookControl): Html =>
  table(
    'events',
    'Events and their deliveries',
    ['Time (UTC)', 'Event', 'Delivery', 'Attempts', 'Again'],
    events.map(
      ({ event, delivery, attempts }) => html`<tr>
<td>${time(event.created)}</td>
<td>${event.type}<br><code class="muted">${event.id}</code></td>
<td>${delivery ? (delivery.status === 'pending' && paused ? 'paused' : status(delivery.status)) : '–'}</td>
<td>${renderAttempts(attempts)}</td>
<td>${button(`/control/stripe/events/${event.id}/deliver`, 'Resend', `Resend ${event.type} ${event.id}`)}</td>
</tr>`,
    ),
    'No events yet. They appear when something is bought.',
  )

const SHOWN_ATTEMPTS = 6

function renderAttempts(attempts: EventDelivery['attempts']): HtmlValue {
  if (attempts.length === 0) return 'none'
  const parts = attempts.slice(-SHOWN_ATTEMPTS).map((attempt) => {
    const good = attempt.statusCode !== null && attempt.statusCode >= 200 && attempt.statusCode < 300
    return html`<li class="${good ? 'good' : 'bad'}">${attempt.statusCode ?? attempt.failure}${attempt.origin !== 'schedule' && html` <span class="muted">(${attempt.origin})</span>`}</li>`
  })
  const left = attempts.length - SHOWN_ATTEMPTS
  return html`<ul class="attempts">${left > 0 && html`<li class="muted">${left} earlier</li>`}${parts}</ul>`
}

const renderPayments = (intents: readonly WirePaymentIntent[]): Html =>
  table(
    'payments',
    'Payments',
    ['Time (UTC)', 'Payment', 'Customer', 'Amount', 'Status'],
    intents.map(
      (intent) => html`<tr>
<td>${time(intent.created)}</td>
<td><code>${intent.id}</code>${intent.latest_charge && html`<br><code class="muted">${intent.latest_charge}</code>`}</td>
<td><code>${intent.customer ?? '–'}</code></td>
<td class="number">${formatAmount(intent.amount, intent.currency)}</td>
<td>${status(intent.status)}${intent.last_payment_error && html`<br><span class="muted">${intent.last_payment_error.message}</span>`}</td>
</tr>`,
    ),
    'No payments yet.',
  )

const renderSessions = (sessions: readonly WireSession[]): Html =>
  table(
    'sessions',
    'Checkout sessions',
    ['Time (UTC)', 'Session', 'Customer', 'Amount', 'Status'],
    sessions.map(
      (session) => html`<tr>
<td>${time(session.created)}</td>
<td>${session.url ? html`<a href="${session.url}"><code>${session.id}</code></a>` : html`<code>${session.id}</code>`}</td>
<td><code>${session.customer ?? session.customer_email ?? '–'}</code></td>
<td class="number">${formatAmount(session.amount_total, session.currency)}</td>
<td>${status(session.status)}</td>
</tr>`,
    ),
    'No checkout sessions yet.',
  )

const renderCustomers = (customers: readonly WireCustomer[]): Html =>
  table(
    'customers',
    'Customers',
    ['Time (UTC)', 'Customer', 'Email', 'Name'],
    customers.map(
      (customer) => html`<tr>
<td>${time(customer.created)}</td>
<td><code>${customer.id}</code></td>
<td>${customer.email ?? '–'}</td>
<td>${customer.name ?? '–'}</td>
</tr>`,
    ),
    'No customers yet.',
  )

const CONTROL_STYLES = `
.head { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; justify-content: space-between; }
.head nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1rem; }
.scroll { overflow-x: auto; }
.scroll table { min-width: 46rem; }
.scroll td code { font-size: .8125rem; }
.attempts { list-style: none; margin: 0; padding: 0; }
td form { margin: 0; }
`
