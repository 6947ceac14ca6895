export const CHECKOUT_STYLES = `
.checkout { display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr); align-items: start; }
.back { display: inline-block; margin-bottom: 1.25rem; text-decoration: none; padding: .25rem 0; }
.back:hover { text-decoration: underline; }
.total { font-size: 2.25rem; font-weight: 700; line-height: 1.2; margin: .25rem 0 1.5rem; font-variant-numeric: tabular-nums; }
.items { list-style: none; margin: 0; padding: 0; }
.items li { display: flex; justify-content: space-between; gap: 1rem; padding: .75rem 0; border-top: 1px solid var(--line); }
.items .sum { font-weight: 600; border-top: 2px solid var(--line); }
.field { margin-bottom: 1rem; }
.field label { display: block; font-weight: 600; font-size: .9375rem; margin-bottom: .25rem; }
.field input {
  font: inherit; width: 100%; min-height: 2.875rem; padding: .5rem .75rem; border-radius: .5rem; color: var(--text);
  background: var(--ground); border: 1px solid var(--muted); font-variant-numeric: tabular-nums;
}
.field input[aria-invalid=true] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
.field .error { color: var(--bad); font-size: .875rem; margin-top: .25rem; }
.pair { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
.cards { margin-top: 1.5rem; }
.cards ul { list-style: none; margin: 0; padding: 0; }
.cards ul { margin-top: .75rem; }
.cards li { display: flex; align-items: center; justify-content: space-between; gap: .75rem; padding: .375rem 0; border-top: 1px solid var(--line); font-size: .875rem; }
.cards .what { display: flex; flex-wrap: wrap; gap: 0 .75rem; color: var(--muted); }
.cards code { white-space: nowrap; color: var(--text); }
.card > h1 + p { margin-top: .75rem; }
.card > h1 + .total { margin-top: .25rem; }
.actions { display: grid; gap: .75rem; margin-top: 1.5rem; }
@media (max-width: 46rem) { .cards .what { flex-direction: column; } .checkout { grid-template-columns: minmax(0, 1fr); } .total { font-size: 1.875rem; margin-bottom: 1rem; } }
@media (max-width: 26rem) { .card { padding: 1.125rem; } .page { padding: 1rem .875rem 3rem; } }
`
