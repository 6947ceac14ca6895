import { html } from '../../pages/html.ts'
import type { Page } from '../../pages/page-shell.ts'
import { formatAmount } from '../core/format-amount.ts'
import type { WirePaymentIntent } from '../core/wire.ts'
import { CHECKOUT_STYLES } from './checkout-styles.ts'
import { SIMULATED_NOTICE } from './render-checkout.ts'

/** The page where the payer's bank would ask who is paying. */
export const renderAuthentication = (intent: WirePaymentIntent, lastFour: string): Page => ({
  title: '3-D Secure (simulated)',
  styles: CHECKOUT_STYLES,
  body: html`${SIMULATED_NOTICE}
<main class="page page-narrow">
<div class="card">
<h1>Simulated 3-D Secure</h1>
<p>Your bank would now ask you to confirm the payment of <strong>${formatAmount(intent.amount, intent.currency)}</strong> with the card ending in <strong>${lastFour}</strong>. Choose what you would have done.</p>
<form class="actions" method="post" action="/authentication/${intent.id}">
<button class="button button-primary" type="submit" name="outcome" value="complete">Complete authentication</button>
<button class="button" type="submit" name="outcome" value="fail">Fail authentication</button>
</form>
</div>
</main>`,
})

/** A page that only says how things stand, with a way on. */
export const renderMessage = (title: string, text: string, link: { href: string; label: string } | null): Page => ({
  title: `${title} (simulated)`,
  styles: CHECKOUT_STYLES,
  body: html`${SIMULATED_NOTICE}
<main class="page page-narrow">
<div class="card stack">
<h1>${title}</h1>
<p>${text}</p>
${link ? html`<p><a class="button" href="${link.href}">${link.label}</a></p>` : null}
</div>
</main>`,
})
