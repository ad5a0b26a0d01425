"""How every page that the program writes looks: in the colours that the reader has chosen, and on paper."""

from __future__ import annotations

from typing import Final

PAGE_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --soft: #55585f; --line: #c9ccd3; --bar: #f2f3f6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8ec; --paper: #17181c; --soft: #a9adb6; --line: #44474f; --bar: #23252b; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { line-height: 1.2; }
h2 { border-bottom: 2px solid var(--line); margin-top: 2.5rem; padding-bottom: .25rem; }
h3 { margin: 1.5rem 0 .25rem; font-size: 1.1rem; }
p { margin: .25rem 0; }
dl { display: grid; grid-template-columns: fit-content(40%) minmax(0, 1fr); gap: .1rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); overflow-wrap: anywhere; }
dd { margin: 0; overflow-wrap: anywhere; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .75rem 0; width: 100%; }
caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
a { color: inherit; }
a:focus-visible { outline: 3px solid currentcolor; outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #333; --line: #999; --bar: #eee; }
  body { max-width: none; font-size: 10pt; }
  nav, .skip { display: none; }
  article, tr { break-inside: avoid; }
  thead { display: table-header-group; }
}
"""
