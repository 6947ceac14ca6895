/** The style sheet of the control page. Colours keep a contrast of at least 4.5 to 1 in light and in dark. */
export const CONTROL_STYLE = `
:root { color-scheme: light dark; --text: #1a1d21; --muted: #555c66; --page: #ffffff; --line: #c9ced6; --accent: #1f5fbf; --on-accent: #ffffff; --danger: #a61b1b; --badge: #8a4b00; }
@media (prefers-color-scheme: dark) { :root { --text: #e8eaed; --muted: #a9b0ba; --page: #14171b; --line: #3a414b; --accent: #8ab8ff; --on-accent: #10141a; --danger: #ff9c9c; --badge: #ffc470; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 80rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
.badge { color: var(--badge); border: 2px solid; border-radius: 0.25rem; padding: 0 0.4rem; font-size: 0.85rem; letter-spacing: 0.06em; vertical-align: middle; }
.hint { color: var(--muted); font-size: 0.9rem; }
.fault { color: var(--danger); border: 1px solid; border-radius: 0.25rem; padding: 0.5rem 0.75rem; white-space: pre-wrap; }
.line { display: flex; gap: 0.5rem; align-items: center; flex-wrap: wrap; margin: 0.35rem 0; }
.grid { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); align-items: end; }
.grid label { display: grid; gap: 0.2rem; min-width: 0; }
.grid input, .grid select { width: 100%; min-width: 0; }
.row { display: flex; gap: 0.5rem; }
input, select, button { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--muted); border-radius: 0.25rem; padding: 0.3rem 0.5rem; min-height: 2.2rem; }
button { background: var(--accent); border-color: var(--accent); color: var(--on-accent); cursor: pointer; }
button.quiet { background: transparent; border-color: var(--muted); color: var(--text); }
button.danger { background: transparent; border-color: var(--danger); color: var(--danger); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.4rem 0.6rem; border-bottom: 1px solid var(--line); vertical-align: middle; }
th { white-space: nowrap; }
`
