import { type Html, html } from '../../pages/html.ts'
import type { Page } from '../../pages/page-shell.ts'
import { formatAmount } from '../core/format-amount.ts'
import { groupDigits, TEST_CARDS } from '../core/test-cards.ts'
import type { WireLineItem, WireSession } from '../core/wire.ts'
import { CHECKOUT_STYLES } from './checkout-styles.ts'
import type { CardForm, FieldErrors } from './parse-card-form.ts'

export const SIMULATED_NOTICE = html`<header class="notice"><strong>Simulated payment page.</strong> No card is charged and no money moves. Never enter a real card number here.</header>`

export type CheckoutView = {
  session: WireSession
  lineItems: readonly WireLineItem[]
  form: CardForm
  errors: FieldErrors
  /** What went wrong with the last try to pay, in words for the payer. */
  problem: string | null
}

export const EMPTY_FORM: CardForm = { email: '', number: '', expiry: '', cvc: '', name: '' }

/** The hosted page of an open session. */
export const renderCheckout = (view: CheckoutView): Page => ({
  title: `Pay ${formatAmount(view.session.amount_total, view.session.currency)} (simulated)`,
  styles: CHECKOUT_STYLES,
  script: CHECKOUT_SCRIPT,
  body: html`${SIMULATED_NOTICE}
<main class="page">
${view.session.cancel_url ? html`<a class="back" href="${view.session.cancel_url}">← Back</a>` : null}
<div class="checkout">
${renderSummary(view.session, view.lineItems)}
<div class="card">
${renderForm(view)}
${renderTestCards()}
</div>
</div>
</main>`,
})

const renderSummary = (
  session: WireSession,
  lineItems: readonly WireLineItem[],
): Html => html`<section class="card" aria-labelledby="summary">
<h1 id="summary">Your order</h1>
<p class="total" data-testid="total">${formatAmount(session.amount_total, session.currency)}</p>
<ul class="items">
${lineItems.map(
  (item) =>
    html`<li><span>${item.description}${item.quantity !== 1 && html` <span class="muted">× ${item.quantity}</span>`}${item.metadata?.description ? html`<br><span class="muted">${item.metadata.description}</span>` : null}</span><span class="number">${formatAmount(item.amount_total, item.currency)}</span></li>`,
)}
<li class="sum"><span>Total</span><span class="number">${formatAmount(session.amount_total, session.currency)}</span></li>
</ul>
</section>`

const renderForm = (view: CheckoutView): Html => html`<h2>Pay with a test card</h2>
${view.problem ? html`<div class="alert" role="alert">${view.problem}</div>` : null}
<form method="post" action="/checkout/${view.session.id}/pay" autocomplete="off" novalidate id="pay-form">
${renderEmail(view)}
${renderField(view, 'number', 'Card number', 'numeric', '4242 4242 4242 4242')}
<div class="pair">
${renderField(view, 'expiry', 'Expiry (MM / YY)', 'numeric', '12 / 34')}
${renderField(view, 'cvc', 'CVC', 'numeric', '123')}
</div>
${renderField(view, 'name', 'Name on card', 'text', 'Full name')}
<button class="button button-primary" type="submit">Pay ${formatAmount(view.session.amount_total, view.session.currency)}</button>
</form>`

function renderEmail(view: CheckoutView): Html {
  const known = view.session.customer_email
  if (known) return html`<p class="field"><span class="muted">Email</span><br>${known}</p>`
  return view.session.customer ? html`` : renderField(view, 'email', 'Email', 'email', 'you@example.com')
}

type Keyboard = 'text' | 'numeric' | 'email'

function renderField(
  { form, errors }: CheckoutView,
  name: keyof CardForm,
  label: string,
  keyboard: Keyboard,
  placeholder: string,
): Html {
  const error = errors[name]
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="text" inputmode="${keyboard}" value="${form[name]}" placeholder="${placeholder}" autocomplete="off" required${error ? html` aria-invalid="true" aria-describedby="${name}-error" autofocus` : null}>
${error ? html`<p class="error" id="${name}-error">${error}</p>` : null}
</div>`
}

const renderTestCards = (): Html => html`<section class="cards" aria-labelledby="test-cards">
<h2 id="test-cards">Test cards</h2>
<p class="muted">Any expiry in the future and any CVC will do.</p>
<ul>
${TEST_CARDS.map(
  (card) =>
    html`<li><span class="what"><code>${groupDigits(card.number)}</code><span>${card.summary}</span></span><button class="button button-small" type="button" data-card="${groupDigits(card.number)}" aria-label="Use ${groupDigits(card.number)}" hidden>Use</button></li>`,
)}
</ul>
</section>`

/** Only comfort: fills in a test card, and keeps an impatient second press from sending the form again. */
const CHECKOUT_SCRIPT = `
const form = document.getElementById('pay-form')
for (const button of document.querySelectorAll('[data-card]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    const fill = (name, value, always) => {
      const field = form.elements.namedItem(name)
      if (field && (always || field.value === '')) field.value = value
    }
    fill('number', button.dataset.card, true)
    fill('expiry', '12 / 34', false)
    fill('cvc', '123', false)
    fill('name', 'Test Payer', false)
    form.elements.namedItem('number').focus()
  })
}
const submit = form.querySelector('[type=submit]')
form.addEventListener('submit', () => { submit.disabled = true })
addEventListener('pageshow', () => { submit.disabled = false })
`
