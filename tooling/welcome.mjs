/** What `npm start` prints once everything answers. */

/**
 * @param {[label: string, value: string][]} rows
 * @returns {string}
 */
export function toTable(rows) {
  const width = Math.max(...rows.map(([label]) => label.length))
  const inner = Math.max(...rows.map(([, value]) => value.length))
  const line = `${'─'.repeat(width + 2)}┬${'─'.repeat(inner + 2)}`
  const body = rows.map(([label, value]) => `│ ${label.padEnd(width)} │ ${value.padEnd(inner)} │`)
  return [`┌${line}┐`, ...body, `└${line.replace('┬', '┴')}┘`].join('\n')
}

/** @type {[number: string, outcome: string][]} */
const testCards = [
  ['4242 4242 4242 4242', 'succeeds'],
  ['4000 0000 0000 0002', 'is declined'],
  ['4000 0025 0000 3155', 'asks for authentication'],
]

/**
 * @param {{
 *   settings: import('./environment.mjs').Settings,
 *   databaseAddress: string,
 *   freeModel: string | undefined,
 * }} input `databaseAddress` without credentials · `freeModel` a model id that ends in `:free`
 */
export function toWelcome({ settings, databaseAddress, freeModel }) {
  const apiBase = `${settings.gatewayUrl}/api/v1`
  /** @type {[string, string][]} */
  const rows = [
    ['Dashboard', settings.dashboardUrl],
    ['API base', apiBase],
    ...(settings.runsSandbox
      ? [/** @type {[string, string]} */ (['Sandbox', `http://localhost:${settings.ports.sandbox}/`])]
      : []),
    [
      'Database',
      settings.databaseUrl ? databaseAddress : `${databaseAddress} (password: secrets.json in ${settings.dataDir})`,
    ],
  ]
  const parts = [toTable(rows)]
  if (settings.simulates.stripe) {
    const cards = testCards.map(([number, outcome]) => `  ${number}  ${outcome}`)
    parts.push(
      ['No real money moves: Stripe is simulated. Test cards, with any future date and any CVC:', ...cards].join('\n'),
    )
  }
  if (settings.simulates.providers) {
    parts.push('Providers without an API key in the environment are simulated and shown with "(simulated)".')
  }
  parts.push(
    [
      freeModel
        ? 'Create a key in the dashboard, then ask a free model:'
        : 'Create a key in the dashboard, then ask a model:',
      `  curl ${apiBase}/chat/completions \\`,
      "    -H 'Authorization: Bearer YOUR_KEY' -H 'Content-Type: application/json' \\",
      `    -d '{"model":"${freeModel ?? 'MODEL'}","messages":[{"role":"user","content":"Hello"}]}'`,
    ].join('\n'),
  )
  return `\n${parts.join('\n\n')}\n\n`
}
