/** The look of every page of the sandbox, light and dark, from 320 px up. */
export const PAGE_STYLES = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #101318);
  --surface: light-dark(#ffffff, #181c23);
  --sunken: light-dark(#eef1f5, #12151b);
  --line: light-dark(#d6dbe3, #323946);
  --text: light-dark(#171b22, #e9ecf1);
  --muted: light-dark(#525c6b, #a5afbd);
  --accent: light-dark(#1f54d6, #8fb1ff);
  --on-accent: light-dark(#ffffff, #0b1530);
  --warn-ground: light-dark(#fff3d1, #3a2f0d);
  --warn-text: light-dark(#5c4300, #ffdf8d);
  --bad: light-dark(#b3261e, #ff9c94);
  --bad-ground: light-dark(#fdecea, #3b1714);
  --good: light-dark(#12692f, #7fd79a);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); }
a { color: var(--accent); }
h1 { font-size: 1.375rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.0625rem; margin: 0 0 .75rem; }
p { margin: 0; }
code { font: .875em ui-monospace, 'Liberation Mono', monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.notice { background: var(--warn-ground); color: var(--warn-text); padding: .625rem 1.25rem; text-align: center; }
.page { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
.page-narrow { max-width: 30rem; }
.page-wide { max-width: 84rem; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: .75rem; padding: 1.5rem; min-width: 0; }
.muted { color: var(--muted); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.button {
  font: inherit; font-weight: 600; border-radius: .5rem; padding: .5rem .875rem; cursor: pointer; text-decoration: none;
  border: 1px solid var(--line); background: var(--surface); color: var(--text); display: inline-block; min-height: 2.5rem;
}
.button:hover { background: var(--sunken); }
.button-primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); width: 100%; min-height: 3rem; }
.button-primary:hover { background: var(--accent); filter: brightness(1.08); }
.button-small { font-size: .875rem; min-height: 2rem; padding: .1875rem .625rem; }
.button[disabled] { opacity: .6; cursor: progress; }
.alert { border: 1px solid var(--bad); background: var(--bad-ground); border-radius: .5rem; padding: .75rem 1rem; margin-bottom: 1rem; }
.stack > * + * { margin-top: 1rem; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: .8125rem; color: var(--muted); font-weight: 600; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th.number { text-align: right; }
`
